import type { ParticipantIdentity } from '@bapsang/shared';

/** Sends a signal to everybody at the table, this page included; rejects where it did not reach the video server. */
export type SendSignal = (type: string, data: object) => Promise<void>;

/** Who sent a signal, by the connection it came from; what a signal says itself is not asked. */
export interface SignalSender {
  readonly identity: Pick<ParticipantIdentity, 'participantId' | 'displayName'>;
  /** Whether it is this page. */
  readonly own: boolean;
}
