/**
 * Jest's global teardown: what comes after Node's `exit` is left out. By then Jest has waited until nothing is open any more. Node 20
 * takes its environment apart thereafter, and was seen to turn in `Environment::CleanupHandles` for ever at full load, when the
 * end-to-end tests had run in one process.
 * @returns {Promise<void>}
 */
module.exports = async () => {
  // Only now is Jest's own listener there, which sets the exit code: ours comes after it.
  process.once('beforeExit', () => process.once('exit', () => process.exit()));
};
