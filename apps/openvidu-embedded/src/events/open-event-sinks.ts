import type { Logger } from '@bapsang/server';
import { openOrExplain } from '../configuration/start-fault';
import { CdrFile } from './cdr-file';
import type { EventSink } from './event-sink';
import { postWebhook, type WebhookTarget } from './webhook-post';
import { WebhookSender } from './webhook-sender';

/** Where a deployment's events are posted. */
export interface WebhookOptions extends WebhookTarget {
  /** Names of the events that are posted. */
  readonly events: readonly string[];
}

/** Where a deployment's events go. */
export interface EventSinkOptions {
  /** Nothing is posted without it. */
  readonly webhook?: WebhookOptions;
  /** The folder of the CDR; no file is written without it. */
  readonly cdrFolder?: string;
  readonly logger: Logger;
}

/** The sinks of a deployment; whoever opens them closes each. */
export interface EventSinks {
  readonly all: readonly EventSink[];
  /** Reads the CDR; nothing where none is written. */
  readonly readCdr?: () => Promise<string>;
}

/**
 * Opens what the options ask for.
 * @throws ConfigurationError where the folder cannot be written
 */
export async function openEventSinks({ webhook, cdrFolder, logger }: EventSinkOptions): Promise<EventSinks> {
  const cdr =
    cdrFolder === undefined
      ? undefined
      : await openOrExplain(
          CdrFile.open({ folder: cdrFolder, logger }),
          `The folder ${cdrFolder}`,
          'OPENVIDU_CDR_PATH',
        );
  const sender =
    webhook &&
    new WebhookSender({
      post: (body, signal) => postWebhook(webhook, body, signal),
      events: new Set(webhook.events),
      logger,
    });
  const all = [...(sender ? [sender] : []), ...(cdr ? [cdr] : [])];
  return { all, ...(cdr ? { readCdr: () => cdr.text() } : {}) };
}
