/** The secrets that are shared with the api. While they are changed there are two, so that nobody has to stop. */
export interface WorkerSecrets {
  /** Signs. */
  readonly signing: string;
  /** Each of these is accepted, {@link signing} among them. */
  readonly accepted: readonly string[];
}

/** What WORKER_SECRET must look like: one secret or several, each of at least 16 characters, separated by commas. */
export const WORKER_SECRET_FORM = /^[^,]{16,}(,[^,]{16,})*$/;

/**
 * Reads WORKER_SECRET. To change the secret without an interruption: `old,new` on every api and worker, then `new,old`, then `new`.
 * @param value as {@link WORKER_SECRET_FORM} says
 */
export function readWorkerSecrets(value: string): WorkerSecrets {
  const accepted = value.split(',').map((secret) => secret.trim());
  return { signing: accepted[0] ?? value, accepted };
}
