/**
 * What an action throws, for `toMatchObject`.
 * @throws Error where it throws nothing
 */
export function thrownBy(action: () => unknown): unknown {
  try {
    action();
  } catch (error) {
    return error;
  }
  throw new Error('Nothing was thrown.');
}
