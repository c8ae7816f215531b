import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { installDependencies } from '../launch/install.mjs';
import { LaunchError } from '../launch/launch-error.mjs';
import { provideAddon } from './addon.mjs';
import { provideLibraries } from './libraries.mjs';
import { providePackages } from './packages.mjs';
import { TFJS_NODE_PATH } from './pins.mjs';
import { placedPackages, placeNative, removeNative } from './placement.mjs';
import { platformFault, thisMachine } from './platform.mjs';
import { proveNative } from './prove-native.mjs';

/** @typedef {import('../launch/install.mjs').Progress} Progress */

/**
 * Takes away what stands in the way: what this program placed itself and no longer loads.
 * @param {string} root the repository
 * @param {string} fault why it does not load
 * @throws LaunchError where somebody else put it there
 */
function clearTheWay(root, fault) {
  if (!existsSync(join(root, TFJS_NODE_PATH))) return;
  if (placedPackages(root)) removeNative(root);
  else {
    throw new LaunchError(
      `${TFJS_NODE_PATH} is there but does not load (${fault}): delete that folder and start again.`,
    );
  }
}

/**
 * Sees to native TensorFlow in the repository's node_modules. What it downloads and builds stays in the cache.
 * @param {string} root the repository
 * @param {string} cache folder outside of it
 * @param {Progress} progress where it is told, and what ends it
 * @throws LaunchError with one sentence where it cannot be had; node_modules is as before then
 */
export async function provideNative(root, cache, progress) {
  const { say, signal } = progress;
  await installDependencies(root, progress);
  const present = await proveNative(root, signal);
  if (present.works) {
    say('tensorflow', `${present.text} runs already`);
    return;
  }
  const fault = platformFault(thisMachine());
  if (fault) throw new LaunchError(fault);
  clearTheWay(root, present.text);
  const tensorflow = await provideLibraries(cache, progress);
  const packages = await providePackages(root, cache, progress);
  const addon = await provideAddon(cache, packages, tensorflow, progress);
  say('place', TFJS_NODE_PATH);
  await placeNative(root, { packages, addon, tensorflow }, async () => {
    const proof = await proveNative(root, signal);
    if (!proof.works) throw new LaunchError(`Native TensorFlow was built but does not run here: ${proof.text}`);
    say('tensorflow', `${proof.text} runs now`);
  });
}
