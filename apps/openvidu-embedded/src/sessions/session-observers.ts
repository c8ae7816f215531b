import type { Logger } from '@bapsang/server';
import type { Participant } from './participant';
import type { LeaveReason, SessionEndReason, UnpublishReason, UnsubscribeReason } from './reasons';
import type { ObservedSession, SessionObserver } from './session-observer';
import type { Signal } from './signal';
import type { Stream } from './stream';
import type { Subscription } from './subscriptions';

/** Tells several observers, one after another; what one of them throws is logged and reaches nobody else. */
export class SessionObservers implements SessionObserver {
  constructor(
    private readonly observers: readonly SessionObserver[],
    private readonly logger: Logger,
  ) {}

  sessionCreated(session: ObservedSession): void {
    this.tell((observer) => observer.sessionCreated(session));
  }

  sessionDestroyed(session: ObservedSession, reason: SessionEndReason): void {
    this.tell((observer) => observer.sessionDestroyed(session, reason));
  }

  participantJoined(session: ObservedSession, participant: Participant): void {
    this.tell((observer) => observer.participantJoined(session, participant));
  }

  participantLeft(session: ObservedSession, participant: Participant, reason: LeaveReason): void {
    this.tell((observer) => observer.participantLeft(session, participant, reason));
  }

  streamPublished(session: ObservedSession, participant: Participant, stream: Stream): void {
    this.tell((observer) => observer.streamPublished(session, participant, stream));
  }

  streamUnpublished(
    session: ObservedSession,
    participant: Participant,
    stream: Stream,
    reason: UnpublishReason | LeaveReason,
  ): void {
    this.tell((observer) => observer.streamUnpublished(session, participant, stream, reason));
  }

  streamSubscribed(session: ObservedSession, participant: Participant, subscription: Subscription): void {
    this.tell((observer) => observer.streamSubscribed(session, participant, subscription));
  }

  streamUnsubscribed(
    session: ObservedSession,
    participant: Participant,
    subscription: Subscription,
    reason: UnsubscribeReason,
  ): void {
    this.tell((observer) => observer.streamUnsubscribed(session, participant, subscription, reason));
  }

  signalSent(session: ObservedSession, signal: Signal, to: readonly string[]): void {
    this.tell((observer) => observer.signalSent(session, signal, to));
  }

  private tell(call: (observer: SessionObserver) => void): void {
    for (const observer of this.observers) {
      try {
        call(observer);
      } catch (error) {
        this.logger.error('session-observer.failed', { error });
      }
    }
  }
}
