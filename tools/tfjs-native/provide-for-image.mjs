import { cpSync, lstatSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { noteInstalled } from '../launch/install.mjs';
import { print, runProgram } from '../launch/terminal.mjs';
import { LIBRARIES_PATH } from './addon.mjs';
import { nativeCacheFolder } from './native-cache.mjs';
import { TFJS_NODE_PATH } from './pins.mjs';
import { provideNative } from './provide-native.mjs';

// Run by ai-worker.Dockerfile right after `npm ci`: sees to native TensorFlow as `npm run tfjs-native` does, but so that node_modules
// needs nothing outside of it, and ends with an error where it does not load.
const root = fileURLToPath(new URL('../..', import.meta.url));

/** Replaces the link to the libraries of the cache by the libraries themselves. */
function takeLibrariesIn() {
  const libraries = join(root, TFJS_NODE_PATH, LIBRARIES_PATH);
  if (!lstatSync(libraries).isSymbolicLink()) return;
  const cached = realpathSync(libraries);
  rmSync(libraries);
  cpSync(cached, libraries, { recursive: true, verbatimSymlinks: true });
}

await runProgram(async (signal) => {
  noteInstalled(root);
  await provideNative(root, nativeCacheFolder(process.env), { say: print, signal });
  takeLibrariesIn();
  return 0;
});
