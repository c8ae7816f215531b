import { fileURLToPath } from 'node:url';
import { nodeVersionFault } from './node-version.mjs';

// `npm run build`: installs and builds what has changed.
const root = fileURLToPath(new URL('../..', import.meta.url));
const fault = nodeVersionFault(process.versions.node);
if (fault) {
  console.error(fault);
  process.exitCode = 1;
} else {
  const [{ print, runProgram }, { installDependencies }, { build }, { BUILD_STEPS }] = await Promise.all([
    import('./terminal.mjs'),
    import('./install.mjs'),
    import('./run-build.mjs'),
    import('./build-steps.mjs'),
  ]);
  await runProgram(async (signal) => {
    await installDependencies(root, { say: print, signal });
    await build(root, BUILD_STEPS, { say: print, signal });
    return 0;
  });
}
