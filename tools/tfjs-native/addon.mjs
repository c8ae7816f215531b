import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { LaunchError } from '../launch/launch-error.mjs';
import { runCommand } from '../launch/run-command.mjs';
import { cached } from './native-cache.mjs';
import { LIBRARIES, NODE_API, NODE_API_HEADERS, TFJS_NODE_PATH, WHEEL } from './pins.mjs';
import { requireCompiler } from './platform.mjs';

/** @typedef {import('../launch/install.mjs').Progress} Progress */

/** Where tfjs-node looks for its addon, relative to its folder. */
export const ADDON_PATH = `lib/napi-v${NODE_API}/tfjs_binding.node`;

/** Where the addon looks for the libraries: relative to itself, as npm's own installation has it. */
export const LIBRARIES_PATH = 'deps/lib';

/**
 * The compiler's arguments. The addon is two files against two C interfaces, so the compiler alone does: node-gyp, which
 * tfjs-node uses, would want Python, make and a download of Node's headers, and build six times.
 * @param {string} sources folder with the C++ files
 * @param {string} nodeHeaders folder with the headers of Node-API
 * @param {string} tensorflow folder with `lib` and `include`
 * @param {string} output the addon
 */
function compilerArguments(sources, nodeHeaders, tensorflow, output) {
  const files = readdirSync(sources).filter((name) => name.endsWith('.cc'));
  return [
    ...['-std=c++17', '-O2', '-fPIC', '-shared', '-fvisibility=hidden'],
    ...[`-DNAPI_VERSION=${NODE_API}`, '-DNODE_GYP_MODULE_NAME=tfjs_binding'],
    ...['-I', nodeHeaders, '-I', join(tensorflow, 'include')],
    ...files.map((name) => join(sources, name)),
    ...['-L', join(tensorflow, 'lib'), ...LIBRARIES.map((library) => `-l:${library}`)],
    `-Wl,-rpath,$ORIGIN/../../${LIBRARIES_PATH}`,
    ...['-o', output],
  ];
}

/**
 * The addon of tfjs-node, compiled against the libraries of the wheel.
 * @param {string} cache its folder
 * @param {import('./packages.mjs').Packages} packages with the sources
 * @param {string} tensorflow folder with `lib` and `include`
 * @param {Progress} progress where it is told, and what ends it
 * @returns {Promise<string>} its path in the cache
 * @throws LaunchError where there is no compiler, or it fails
 */
export function provideAddon(cache, packages, tensorflow, { say, signal }) {
  const name = createHash('sha256').update(`${packages.hash} ${WHEEL.sha256}`).digest('hex').slice(0, 12);
  return cached(join(cache, `tfjs_binding-${name}.node`), async (work) => {
    await requireCompiler(signal);
    say('compile', 'the addon of tfjs-node …');
    const output = join(work, 'tfjs_binding.node');
    const sources = join(packages.folder, TFJS_NODE_PATH, 'binding');
    const headers = join(packages.folder, 'node_modules', NODE_API_HEADERS.name, 'include');
    const args = compilerArguments(sources, headers, tensorflow, output);
    const answer = await runCommand('g++', args, { cwd: work, signal });
    if (answer.code === 0) return output;
    throw new LaunchError(`g++ cannot compile the addon: ${answer.output.trim().split('\n').slice(0, 5).join(' ')}`);
  });
}
