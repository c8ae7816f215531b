/** A failure that the person at the terminal can act on: its message is one sentence and says what to do. */
export class LaunchError extends Error {
  /** @param {string} message what happened and what to do */
  constructor(message) {
    super(message);
    this.name = 'LaunchError';
  }
}
