import { fileURLToPath } from 'node:url';
import { runCommand } from '../launch/run-command.mjs';

/** How long loading and one convolution may take, ms; the libraries are read from a cold disk the first time. */
const PROOF_DEADLINE = 120_000;

const PROGRAM = fileURLToPath(new URL('prove-native.cjs', import.meta.url));

/**
 * Whether native TensorFlow computes in the repository, tried in a process of its own.
 * @typedef {object} Proof
 * @property {boolean} works whether it does
 * @property {string} text its versions, or why it does not work
 */

/**
 * @param {string} output of the program
 * @returns {string} the line that says what went wrong
 */
function faultOf(output) {
  const lines = output.split('\n');
  return (lines.find((line) => /Error: |cannot open shared object/.test(line)) ?? lines[0] ?? '').trim().slice(0, 300);
}

/**
 * Tries native TensorFlow.
 * @param {string} root the repository
 * @param {AbortSignal} signal ends it
 * @returns {Promise<Proof>} what came out
 */
export async function proveNative(root, signal) {
  const limited = AbortSignal.any([signal, AbortSignal.timeout(PROOF_DEADLINE)]);
  // Level 2 leaves TensorFlow's own greetings out.
  const environment = { ...process.env, TF_CPP_MIN_LOG_LEVEL: '2' };
  const { code, output } = await runCommand(process.execPath, [PROGRAM, root], {
    cwd: root,
    environment,
    signal: limited,
  });
  const found = /\{"tfjsNode":.*\}/.exec(output)?.[0];
  if (code !== 0 || !found) return { works: false, text: faultOf(output) || `it ended with code ${code}` };
  const { tfjsNode, tensorflow } = JSON.parse(found);
  return { works: true, text: `tfjs-node ${tfjsNode} on TensorFlow ${tensorflow}` };
}
