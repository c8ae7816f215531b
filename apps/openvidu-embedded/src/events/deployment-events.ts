import type { Participant, Subscription } from '../sessions/participant';
import type { LeaveReason, SessionEndReason, UnpublishReason, UnsubscribeReason } from '../sessions/reasons';
import type { ObservedSession, SessionObserver } from '../sessions/session-observer';
import type { Signal } from '../sessions/signal';
import type { Stream } from '../sessions/stream';
import {
  inboundConnection,
  outboundConnection,
  participantJoined,
  participantLeft,
  sessionCreated,
  sessionDestroyed,
  signalSent,
} from './describe-events';
import type { EventSink } from './event-sink';
import type { OpenviduEvent } from './openvidu-event';

/** Turns what happens in the sessions into OpenVidu's events and hands them to every sink. */
export class DeploymentEvents implements SessionObserver {
  /** @param now the time, ms since the epoch */
  constructor(
    private readonly sinks: readonly EventSink[],
    private readonly now: () => number = Date.now,
  ) {}

  sessionCreated(session: ObservedSession): void {
    this.tell(sessionCreated(session));
  }

  sessionDestroyed(session: ObservedSession, reason: SessionEndReason): void {
    this.tell(sessionDestroyed(session, reason, this.now()));
  }

  participantJoined(session: ObservedSession, participant: Participant): void {
    this.tell(participantJoined(session, participant));
  }

  participantLeft(session: ObservedSession, participant: Participant, reason: LeaveReason): void {
    this.tell(participantLeft(session, participant, reason, this.now()));
  }

  streamPublished(session: ObservedSession, participant: Participant, stream: Stream): void {
    this.tell(outboundConnection(session, participant, stream, stream.createdAt));
  }

  streamUnpublished(
    session: ObservedSession,
    participant: Participant,
    stream: Stream,
    reason: UnpublishReason | LeaveReason,
  ): void {
    this.tell(outboundConnection(session, participant, stream, this.now(), reason));
  }

  streamSubscribed(session: ObservedSession, participant: Participant, subscription: Subscription): void {
    this.tell(inboundConnection(session, participant, subscription, subscription.createdAt));
  }

  streamUnsubscribed(
    session: ObservedSession,
    participant: Participant,
    subscription: Subscription,
    reason: UnsubscribeReason,
  ): void {
    this.tell(inboundConnection(session, participant, subscription, this.now(), reason));
  }

  signalSent(session: ObservedSession, signal: Signal, to: readonly string[]): void {
    this.tell(signalSent(session, signal, to, this.now()));
  }

  private tell(event: OpenviduEvent): void {
    for (const sink of this.sinks) sink.take(event);
  }
}
