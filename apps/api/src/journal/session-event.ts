/** Something that became of a session or of somebody in it. It names ids, never people. */
export type SessionEvent = SessionBoundary | ParticipationEvent;

/** A session began or ended. */
export interface SessionBoundary {
  readonly kind: 'session began' | 'session ended';
  readonly sessionId: string;
  /** ms since the epoch. */
  readonly at: number;
  /** Why it ended, in OpenVidu's word. */
  readonly reason?: string;
}

/** Somebody sat down on a connection, or left it. */
export interface ParticipationEvent {
  readonly kind: 'participant joined' | 'participant left';
  readonly sessionId: string;
  readonly participantId: string;
  /** Tells two stays of the same participant apart. */
  readonly connectionId: string;
  /** ms since the epoch. */
  readonly at: number;
  /** Why they left, in OpenVidu's word. */
  readonly reason?: string;
}
