import pino from 'pino';
import { currentWork } from '../tracing/work';

/** Fields of a log line besides its event. Never names of people, never frames, never secrets. */
export type LogFields = Readonly<Record<string, unknown>>;

/** Writes one JSON line per event. */
export interface Logger {
  /** @param event what happened, as `subject.verb`, for example `worker.registered` */
  debug(event: string, fields?: LogFields): void;
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
}

/** Levels that {@link createLogger} takes, from the most to the least talkative. */
export const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;

/** One of {@link LOG_LEVELS}. */
export type LogLevel = (typeof LOG_LEVELS)[number];

/**
 * A logger on standard output: one JSON line per event with `time` (ms since the epoch), `level`, `app`, `event` and the
 * fields; a field `error` holding an Error is written with its message and stack. Lines of work that has a correlation id bear it
 * as `correlationId`.
 * @param app which part of the system is speaking
 */
export function createLogger(app: string, level: LogLevel = 'info'): Logger {
  const sink = pino(
    {
      level,
      base: { app },
      mixin: () => {
        const { correlationId } = currentWork();
        return correlationId === undefined ? {} : { correlationId };
      },
      messageKey: 'event',
      formatters: { level: (label) => ({ level: label }) },
      serializers: { error: pino.stdSerializers.err },
    },
    pino.destination({ fd: 1, sync: true }),
  );
  return {
    debug: (event, fields = {}) => sink.debug(fields, event),
    info: (event, fields = {}) => sink.info(fields, event),
    warn: (event, fields = {}) => sink.warn(fields, event),
    error: (event, fields = {}) => sink.error(fields, event),
  };
}
