/**
 * One step of the build. Paths are relative to the repository.
 * @typedef {object} BuildStep
 * @property {string} name what it is called in the output
 * @property {readonly string[]} needs names of the steps that come before it
 * @property {readonly string[]} inputs files and folders from which its output is made
 * @property {string} output the folder that it makes; its stamp lies inside
 * @property {string} cwd where its program runs
 * @property {readonly string[]} command a script under the repository, for Node, and its arguments
 */

/** What every build depends on: the compiler's settings, and the versions of the compiler and of every package. */
const EVERYWHERE = ['tsconfig.base.json', 'package.json', 'package-lock.json'];

/**
 * @param {string} folder a workspace that the TypeScript compiler builds
 * @returns {Pick<BuildStep, 'name' | 'inputs' | 'output' | 'cwd'>} what all of them have in common
 */
function workspace(folder) {
  const inputs = [...EVERYWHERE, `${folder}/package.json`, `${folder}/tsconfig.build.json`, `${folder}/src`];
  return { name: folder, inputs, output: `${folder}/dist`, cwd: folder };
}

/**
 * @param {string} folder a NestJS application of nest-cli.json
 * @param {string} project its name there
 * @param {readonly string[]} needs the libraries that it imports
 * @returns {BuildStep} `nest build`
 */
function nestApplication(folder, project, needs) {
  const common = workspace(folder);
  return {
    ...common,
    needs,
    inputs: [...common.inputs, 'nest-cli.json'],
    cwd: '.',
    command: ['node_modules/@nestjs/cli/bin/nest.js', 'build', project],
  };
}

const TSC = 'node_modules/typescript/bin/tsc';

/** The whole build, in an order in which every step comes after those that it needs. @type {readonly BuildStep[]} */
export const BUILD_STEPS = [
  { ...workspace('libs/shared'), needs: [], command: [TSC, '-p', 'tsconfig.build.json'] },
  { ...workspace('libs/server'), needs: ['libs/shared'], command: [TSC, '-p', 'tsconfig.build.json'] },
  { ...workspace('libs/recognition'), needs: ['libs/shared'], command: [TSC, '-p', 'tsconfig.build.json'] },
  {
    name: 'recognition models',
    needs: [],
    inputs: ['libs/recognition/build', 'libs/recognition/package.json', 'package-lock.json'],
    output: 'libs/recognition/models',
    cwd: '.',
    command: ['libs/recognition/build/extract-models.mjs'],
  },
  {
    name: 'apps/web',
    needs: ['recognition models'],
    // Vite reads the libraries as sources, so it need not wait for their build.
    inputs: [
      ...EVERYWHERE,
      'apps/web',
      'libs/shared/src',
      'libs/recognition/src',
      'libs/recognition/build',
      'models/motion',
    ],
    output: 'apps/web/dist',
    cwd: 'apps/web',
    command: ['node_modules/vite/bin/vite.js', 'build'],
  },
  {
    ...workspace('apps/openvidu-embedded'),
    needs: ['libs/shared', 'libs/server'],
    command: [TSC, '-p', 'tsconfig.build.json'],
  },
  nestApplication('apps/api', 'api', ['libs/shared', 'libs/server']),
  nestApplication('apps/ai-worker', 'ai-worker', ['libs/shared', 'libs/server', 'libs/recognition']),
];
