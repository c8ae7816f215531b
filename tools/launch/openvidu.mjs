import { fileURLToPath } from 'node:url';
import { nodeVersionFault } from './node-version.mjs';

// `npm run openvidu`; what follows `--` goes to the deployment. Nothing else is imported until Node is known to be new enough.
const root = fileURLToPath(new URL('../..', import.meta.url));
const fault = nodeVersionFault(process.versions.node);
if (fault) {
  console.error(fault);
  process.exitCode = 1;
} else {
  const [{ runProgram }, { runOpenvidu }] = await Promise.all([import('./terminal.mjs'), import('./run-openvidu.mjs')]);
  await runProgram((signal) => runOpenvidu(root, process.argv.slice(2), signal));
}
