/**
 * Waits for something no longer than a deadline.
 * @param duration ms
 * @param createError makes what is thrown when the deadline passes first
 */
export async function withDeadline<T>(waited: Promise<T>, duration: number, createError: () => Error): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(createError()), duration);
  });
  try {
    return await Promise.race([waited, deadline]);
  } finally {
    clearTimeout(timer);
  }
}
