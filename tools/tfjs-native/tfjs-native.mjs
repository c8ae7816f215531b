import { fileURLToPath } from 'node:url';
import { LaunchError } from '../launch/launch-error.mjs';
import { print, runProgram } from '../launch/terminal.mjs';
import { nativeCacheFolder } from './native-cache.mjs';
import { removeNative } from './placement.mjs';
import { provideNative } from './provide-native.mjs';

// `npm run tfjs-native`: native TensorFlow for the ai-worker where npm could not download it; `-- --remove` undoes it.
const root = fileURLToPath(new URL('../..', import.meta.url));

await runProgram(async (signal) => {
  const cache = nativeCacheFolder(process.env);
  const [option, ...others] = process.argv.slice(2);
  if (option === undefined) await provideNative(root, cache, { say: print, signal });
  else if (option === '--remove' && others.length === 0) {
    print('tensorflow', removeNative(root) ? 'removed from node_modules' : 'nothing of it is in node_modules');
    print('tensorflow', `what was downloaded and built stays in ${cache}, which may be deleted`);
  } else throw new LaunchError('Usage: npm run tfjs-native [-- --remove]');
  return 0;
});
