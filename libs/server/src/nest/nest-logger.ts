import type { LoggerService } from '@nestjs/common';
import type { Logger } from '../logging/logger';

/** Lets NestJS itself write through our {@link Logger}; its chatter about modules and routes goes to `debug`. */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, context?: string): void {
    this.logger.debug('nest.log', { message, context });
  }

  warn(message: unknown, context?: string): void {
    this.logger.warn('nest.warning', { message, context });
  }

  error(message: unknown, stack?: string, context?: string): void {
    this.logger.error('nest.error', { message, stack, context });
  }
}
