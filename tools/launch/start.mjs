import { fileURLToPath } from 'node:url';
import { nodeVersionFault } from './node-version.mjs';

// `npm start`. Nothing else is imported until Node is known to be new enough to read it.
const root = fileURLToPath(new URL('../..', import.meta.url));
const fault = nodeVersionFault(process.versions.node);
if (fault) {
  console.error(fault);
  process.exitCode = 1;
} else {
  const [{ runProgram }, { start }] = await Promise.all([import('./terminal.mjs'), import('./run-start.mjs')]);
  await runProgram((signal) => start(root, signal));
}
