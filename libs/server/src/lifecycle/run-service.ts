import { ConfigurationError } from '../configuration/read-environment';
import type { Logger } from '../logging/logger';

/** Something that was opened and can be closed. */
export interface Closable {
  /** Ends everything that the opening began; calling it twice does no harm. */
  close(): Promise<void>;
}

/** A service that runs until it is told to end. */
export interface Service extends Closable {
  /**
   * Hands its work to others, before it is closed. SIGTERM asks for it, as whoever replaces or removes a service sends it; what
   * means an end at once does not (SIGINT, a second SIGTERM, the death of the parent) and closes a service that drains. It has a
   * deadline of its own.
   */
  readonly drain?: () => Promise<void>;
  /** Settles when the service has no work left although nobody told this process; then it is closed too. */
  readonly drained?: Promise<void>;
}

/** How long a service may take to close before its process ends anyway, ms. */
export const CLOSE_DEADLINE = 4000;

/**
 * Runs a service until SIGINT, SIGTERM or the death of the process that started it (seen where there is an IPC channel),
 * then closes it; on SIGTERM one that can be drained is drained first. A failed start logs one line and ends the process with exit code 1.
 * @param logger where the start, the end and the failures are told
 * @param start opens the service
 */
export async function runService(logger: Logger, start: () => Promise<Service>): Promise<void> {
  const hasParent = process.connected;
  let service: Service;
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
  process.once('SIGTERM', () => {
    if (!service.drain || closing) {
      end('SIGTERM');
      return;
    }
    logger.info('service.draining', { reason: 'SIGTERM' });
    process.once('SIGTERM', () => end('second SIGTERM'));
    service
      .drain()
      .catch((error: unknown) => logger.error('service.drain-failed', { error }))
      .finally(() => end('SIGTERM'));
  });
  void service.drained?.then(() => end('drained'));
  process.once('disconnect', () => end('parent process gone'));
  // The parent may have died while the service was starting, before anybody listened.
  if (hasParent && !process.connected) end('parent process gone');
}
