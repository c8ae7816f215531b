import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { BUILD_STEPS } from './build-steps.mjs';
import { provideChromium, provideKoreanFont } from './chromium.mjs';
import { readEnvironmentFile, withoutEmpty } from './environment-file.mjs';
import { installDependencies } from './install.mjs';
import { build } from './run-build.mjs';
import { runCommand } from './run-command.mjs';
import { print } from './terminal.mjs';
import { provideServers } from './test-servers.mjs';

/** Selects a project of jest.config.cjs by hand. */
const SELECTION = '--selectProjects';

/** How many unit tests run at a time: half as many again as there are cores, because many of them wait for sockets and processes. */
const UNIT_WORKERS = Math.ceil(1.5 * availableParallelism());

/**
 * The runs of Jest, each with its arguments. Units come first, then, two at a time, the end-to-end tests that need little of the
 * machine. The others come last and one after the other: several browsers, encoders and models at once need every core that there
 * is, and a busy machine would make them fail for no fault.
 * @param {readonly string[]} given by the person; what selects a project is taken as it is
 * @returns {string[][]} to be run in order
 */
export function jestRuns(given) {
  if (given.some((arg) => arg.startsWith(SELECTION))) return [[...given]];
  // The selection stands last: Jest takes everything behind it for the name of a project.
  return [
    [...given, '--passWithNoTests', `--maxWorkers=${UNIT_WORKERS}`, SELECTION, 'unit'],
    [...given, '--passWithNoTests', '--maxWorkers=2', SELECTION, 'side-by-side'],
    [...given, '--passWithNoTests', '--runInBand', SELECTION, 'end-to-end'],
  ];
}

/**
 * The whole of `npm test`: install, build, find or install a browser and the servers that tests start, run Jest.
 * @param {string} root the repository
 * @param {readonly string[]} args for Jest
 * @param {AbortSignal} signal ends it
 * @returns {Promise<number>} Jest's exit code; of the first run that failed, where there are two
 * @throws LaunchError with one sentence where Jest cannot be run
 */
export async function test(root, args, signal) {
  const progress = { say: print, signal };
  const given = { ...readEnvironmentFile(join(root, '.env')), ...withoutEmpty(process.env) };
  await installDependencies(root, progress);
  await build(root, BUILD_STEPS, progress);
  const chromium = await provideChromium(given.CHROMIUM_PATH, progress);
  await provideKoreanFont(progress);
  const path = await provideServers(process.env.PATH, progress);
  const jest = join(root, 'node_modules/jest/bin/jest.js');
  const environment = { ...process.env, CHROMIUM_PATH: chromium, PATH: path };
  let exitCode = 0;
  for (const run of jestRuns(args)) {
    const { code } = await runCommand(process.execPath, [jest, ...run], {
      cwd: root,
      environment,
      signal,
      shown: true,
    });
    exitCode ||= code;
  }
  return exitCode;
}
