import { fileURLToPath } from 'node:url';
import { nodeVersionFault } from './node-version.mjs';

// `npm test`; what follows `--` goes to Jest.
const root = fileURLToPath(new URL('../..', import.meta.url));
const fault = nodeVersionFault(process.versions.node);
if (fault) {
  console.error(fault);
  process.exitCode = 1;
} else {
  const [{ runProgram }, { test }] = await Promise.all([import('./terminal.mjs'), import('./run-test.mjs')]);
  await runProgram((signal) => test(root, process.argv.slice(2), signal));
}
