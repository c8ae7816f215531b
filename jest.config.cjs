/** Packages that ship as ES modules only, or import such; they are transformed to CommonJS, so that Jest needs no Node flags. */
const esmPackages = [
  '@electric-sql',
  '@nestjs',
  'file-type',
  'strtok3',
  'token-types',
  'uint8array-extras',
  '@tokenizer',
  '@borewit',
  'jose',
  'preact',
  '@preact',
  // Not one of these, but it loads Node's modules with import().
  '@opentelemetry/otlp-exporter-base',
];

/** @type {import('jest').Config} */
const preset = {
  testEnvironment: 'node',
  moduleFileExtensions: ['ts', 'tsx', 'mts', 'js', 'mjs', 'cjs', 'json', 'node'],
  transform: {
    '^.+\\.tsx$': [
      '@swc/jest',
      {
        module: { type: 'commonjs' },
        jsc: {
          target: 'es2023',
          parser: { syntax: 'typescript', tsx: true, decorators: true },
          transform: { react: { runtime: 'automatic', importSource: 'preact' } },
        },
      },
    ],
    '^.+\\.ts$': [
      '@swc/jest',
      {
        module: { type: 'commonjs' },
        jsc: {
          target: 'es2023',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
        },
      },
    ],
    '^.+\\.(mjs|cjs|js)$': ['@swc/jest', { module: { type: 'commonjs' }, jsc: { target: 'es2023' } }],
  },
  transformIgnorePatterns: [`/node_modules/(?!(${esmPackages.join('|')})/)`, '<rootDir>/(apps|libs)/[^/]+/dist/'],
  moduleNameMapper: {
    '^@bapsang/shared$': '<rootDir>/libs/shared/src/index.ts',
    '^@bapsang/server$': '<rootDir>/libs/server/src/index.ts',
    '^@bapsang/server/nest$': '<rootDir>/libs/server/src/nest/index.ts',
    '^@bapsang/recognition/(.*)$': '<rootDir>/libs/recognition/src/$1',
  },
  setupFiles: ['reflect-metadata'],
};

/** Those that take the whole machine by themselves: pictures are counted that survive lost datagrams, sixty participants eat. */
const NEEDS_QUIET = [
  '/test/openvidu/network-loss.spec.ts',
  '/test/fleet/fleet.spec.ts',
  '/test/fleet/rolling-replacement.spec.ts',
];

/** @type {import('jest').Config} */
module.exports = {
  testSequencer: '<rootDir>/test/longest-first.cjs',
  globalTeardown: '<rootDir>/test/exit-at-once.cjs',
  projects: [
    {
      ...preset,
      displayName: 'unit',
      rootDir: __dirname,
      testMatch: ['<rootDir>/{apps,libs,tools,infra}/**/*.spec.{ts,tsx}'],
    },
    {
      ...preset,
      displayName: 'side-by-side',
      rootDir: __dirname,
      testMatch: ['<rootDir>/test/{pages,openvidu,clips,fleet}/**/*.spec.ts'],
      testPathIgnorePatterns: ['/node_modules/', ...NEEDS_QUIET],
    },
    {
      ...preset,
      displayName: 'end-to-end',
      rootDir: __dirname,
      testMatch: ['<rootDir>/test/*.spec.ts', ...NEEDS_QUIET.map((path) => `**${path}`)],
    },
  ],
  testTimeout: 30_000,
};
