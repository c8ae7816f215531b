/** Raised when something took longer than it may. */
export class DeadlineError extends Error {
  constructor(what: string, deadline: number) {
    super(`${what} took longer than ${deadline} ms.`);
    this.name = 'DeadlineError';
  }
}

/**
 * Waits for a promise, but no longer than a deadline.
 * @param what names the wait in the error
 * @param deadline in ms
 * @throws DeadlineError when the promise has not settled by then; the work behind it goes on, its outcome is ignored
 */
export async function withDeadline<T>(promise: Promise<T>, deadline: number, what: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new DeadlineError(what, deadline)), deadline);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
