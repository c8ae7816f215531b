/**
 * The secrets of `WORKER_SECRET`, which stand in it separated by commas: the first signs, all are accepted. So it is replaced
 * without a pause: `old,new` everywhere, then `new,old`, then `new`.
 * @returns at least one
 */
export function readWorkerSecrets(variable: string): readonly [Uint8Array, ...Uint8Array[]] {
  const [first = '', ...others] = variable.split(',').map((secret) => secret.trim());
  const encoder = new TextEncoder();
  return [encoder.encode(first), ...others.map((secret) => encoder.encode(secret))];
}
