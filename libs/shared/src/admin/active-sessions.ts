import type { Motion, RecognitionState } from '../motion/motion';
import type { MotionTotals } from '../motion/motion-totals';

/** One connection on which somebody sits, of an active session, as the administrator sees it. */
export interface ActiveParticipant {
  readonly connectionId: string;
  /** Absent for connections that were not made through a meal (OpenVidu's tutorial pages). */
  readonly participantId?: string;
  readonly displayName?: string;
  readonly role: string;
  /** Since when the connection is active, ms since the epoch. */
  readonly since: number;
  /** Ids of the streams that it publishes. */
  readonly streams: readonly string[];
  readonly recognition: RecognitionState;
  readonly motion: Motion;
  readonly totals: MotionTotals;
}

/** A connection that carries the screen of a participant; it seats nobody. */
export interface ActiveScreen {
  readonly connectionId: string;
  /** Whose screen it is. */
  readonly participantId: string;
  /** Since when the connection is active, ms since the epoch. */
  readonly since: number;
  /** Ids of the streams that it publishes. */
  readonly streams: readonly string[];
}

/** One active session. */
export interface ActiveSession {
  readonly sessionId: string;
  /** Since when, ms since the epoch. */
  readonly since: number;
  readonly participants: readonly ActiveParticipant[];
  readonly screens: readonly ActiveScreen[];
}

/** Answer of `GET /admin/sessions`. */
export interface ActiveSessions {
  readonly sessions: readonly ActiveSession[];
}
