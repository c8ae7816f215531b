/** The directions of docs/contributors.md, as rules. @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'shared-imports-nothing-of-ours',
      comment: 'libs/shared runs in browsers too: nothing of ours, nothing of Node.',
      severity: 'error',
      from: { path: '^libs/shared/src', pathNot: '\\.spec\\.ts$' },
      to: { path: ['^apps/', '^libs/(?!shared/)', '^tools/', '^test/'] },
    },
    {
      name: 'shared-imports-nothing-of-node',
      severity: 'error',
      from: { path: '^libs/shared/src', pathNot: '\\.spec\\.ts$' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'recognition-imports-contracts-and-tfjs-alone',
      comment:
        'libs/recognition runs in browsers too: of ours the contracts, of others what tensors need, nothing of Node.',
      severity: 'error',
      from: { path: '^libs/recognition/src', pathNot: '\\.(spec|spec-support)\\.ts$' },
      to: { pathNot: ['^libs/recognition/src', '^libs/shared/', 'node_modules/@tensorflow/tfjs-(core|converter)/'] },
    },
    {
      name: 'recognition-imports-no-app',
      severity: 'error',
      from: { path: '^libs/recognition/' },
      to: { path: ['^apps/', '^libs/server/'] },
    },
    {
      name: 'server-library-imports-no-app',
      severity: 'error',
      from: { path: '^libs/server/src' },
      to: { path: ['^apps/', '^tools/', '^test/'] },
    },
    {
      name: 'no-app-imports-another-app',
      severity: 'error',
      from: { path: '^apps/([^/]+)/' },
      to: { path: '^apps/([^/]+)/', pathNot: '^apps/$1/' },
    },
    {
      name: 'web-imports-nothing-of-the-servers',
      severity: 'error',
      from: { path: '^apps/web/src' },
      to: { path: '^libs/server' },
    },
    {
      name: 'apps-and-libraries-import-no-tools',
      severity: 'error',
      from: { path: '^(apps|libs)/' },
      to: { path: ['^tools/', '^infra/', '^test/'] },
    },
    {
      name: 'scaling-policy-is-plain-data',
      comment: 'The deployment and the simulation of evenings read the same file.',
      severity: 'error',
      from: { path: '^infra/aws/scaling-policy\\.ts$' },
      to: {},
    },
    {
      name: 'motion-is-pure',
      comment: 'Landmarks in, motions out: the same code runs live, in training and in evaluation.',
      severity: 'error',
      from: { path: '^libs/recognition/src/motion/', pathNot: '\\.spec\\.ts$' },
      to: { pathNot: ['^libs/recognition/src/motion/', '^libs/shared/', 'class-validator', 'class-transformer'] },
    },
    {
      name: 'openvidu-only-behind-its-class',
      comment: 'The quirks of openvidu-node-client stay inside apps/api/src/openvidu.',
      severity: 'error',
      from: { path: '^apps/api/src/(?!openvidu/)', pathNot: '\\.spec\\.ts$' },
      to: { path: 'node_modules/openvidu-node-client' },
    },
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'not-to-undeclared',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      from: {
        orphan: true,
        pathNot: ['\\.spec\\.tsx?$', '\\.(cjs|mjs)$', '\\.d\\.ts$', 'main\\.tsx?$', 'vite\\.config\\.ts$', '^tools/'],
      },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['/dist/', 'libs/recognition/models', 'test/artifacts'] },
    combinedDependencies: true,
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
