import { ConfigurationError } from '../configuration/read-environment';
import type { Logger } from '../logging/logger';

/** Something that was opened and can be closed. */
export interface Closable {
  /** Ends everything that the opening began; calling it twice does no harm. */
  close(): Promise<void>;
}

/** How long a service may take to close before its process ends anyway, ms. */
export const CLOSE_DEADLINE = 4000;

/**
 * Runs a service until SIGINT, SIGTERM or the death of the process that started it (seen where there is an IPC channel),
 * then closes it. A failed start logs one line and ends the process with exit code 1.
 * @param logger where the start, the end and the failures are told
 * @param start opens the service
 */
export async function runService(logger: Logger, start: () => Promise<Closable>): Promise<void> {
  const hasParent = process.connected;
  let service: Closable;
  try {
    service = await start();
  } catch (error) {
    const known = error instanceof ConfigurationError;
    logger.error('service.start-failed', known ? { message: error.message } : { error });
    process.exit(1);
  }
  let closing = false;
  const end = (reason: string): void => {
    if (closing) return;
    closing = true;
    logger.info('service.closing', { reason });
    setTimeout(() => {
      logger.warn('service.close-timed-out', { deadline: CLOSE_DEADLINE });
      process.exit(1);
    }, CLOSE_DEADLINE).unref();
    service.close().then(
      () => process.exit(0),
      (error: unknown) => {
        logger.error('service.close-failed', { error });
        process.exit(1);
      },
    );
  };
  process.once('SIGINT', () => end('SIGINT'));
  process.once('SIGTERM', () => end('SIGTERM'));
  process.once('disconnect', () => end('parent process gone'));
  // The parent may have died while the service was starting, before anybody listened.
  if (hasParent && !process.connected) end('parent process gone');
}
