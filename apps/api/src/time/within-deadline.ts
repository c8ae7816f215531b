/** Raised by {@link withinDeadline}. */
export class DeadlineExceeded extends Error {
  constructor(deadline: number) {
    super(`No answer within ${deadline} ms.`);
    this.name = 'DeadlineExceeded';
  }
}

/**
 * Waits for a promise, but not for ever. The work behind the promise goes on; only the waiting ends.
 * @param deadline how long to wait, ms
 * @throws DeadlineExceeded once the deadline has passed
 */
export async function withinDeadline<T>(promise: Promise<T>, deadline: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new DeadlineExceeded(deadline)), deadline);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
