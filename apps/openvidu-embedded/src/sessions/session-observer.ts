import type { Participant, Subscription } from './participant';
import type { LeaveReason, SessionEndReason, UnpublishReason, UnsubscribeReason } from './reasons';
import type { Signal } from './signal';
import type { Stream } from './stream';

/** What an observer is told of a session. */
export interface ObservedSession {
  readonly id: string;
  /** ms since the epoch. */
  readonly createdAt: number;
}

/**
 * Hears of everything that happens in the sessions, at the moment it happens and in that order. What it throws is its own
 * fault and must not reach the sessions: implementations do not throw.
 */
export interface SessionObserver {
  /** A session was created over REST. */
  sessionCreated(session: ObservedSession): void;
  /** A session is over; not called for one that was collected because nobody ever joined. */
  sessionDestroyed(session: ObservedSession, reason: SessionEndReason): void;
  participantJoined(session: ObservedSession, participant: Participant): void;
  /** Called after the ends of everything that the participant published and received. */
  participantLeft(session: ObservedSession, participant: Participant, reason: LeaveReason): void;
  /** A participant began to publish; not called when it only reconnects. */
  streamPublished(session: ObservedSession, participant: Participant, stream: Stream): void;
  streamUnpublished(
    session: ObservedSession,
    participant: Participant,
    stream: Stream,
    reason: UnpublishReason | LeaveReason,
  ): void;
  /** A participant began to receive; not called when it only reconnects. */
  streamSubscribed(session: ObservedSession, participant: Participant, subscription: Subscription): void;
  streamUnsubscribed(
    session: ObservedSession,
    participant: Participant,
    subscription: Subscription,
    reason: UnsubscribeReason,
  ): void;
  /** @param to the connection ids of all who received it */
  signalSent(session: ObservedSession, signal: Signal, to: readonly string[]): void;
}
