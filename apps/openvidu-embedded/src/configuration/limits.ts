/** What protects a deployment from too much of anything; whoever exceeds one is refused with an error that says so. */
export interface Limits {
  /** Sessions at a time; `POST /sessions` beyond it is answered 503. */
  readonly sessions: number;
  /** Participants of one session; `joinRoom` beyond it is refused with code 999, the token not used up. */
  readonly participantsPerSession: number;
  /** Connections of one session that nobody has taken yet; `POST .../connection` beyond it is answered 503. */
  readonly pendingConnectionsPerSession: number;
  /** WebSockets of one address at a time; the next upgrade is answered 429. */
  readonly socketsPerAddress: number;
  /** The largest WebSocket frame that is read, bytes; a larger one closes its socket (1009). */
  readonly frameBytes: number;
  /** The largest REST body that is read, bytes; a larger one is answered 413. */
  readonly bodyBytes: number;
  /** Requests of one WebSocket per second, on average; beyond it each is answered with code 999. */
  readonly requestsPerSecond: number;
  /** Requests that one WebSocket may send at once: joining a full table brings many ICE candidates in one burst. */
  readonly requestBurst: number;
}

/**
 * One machine's dinners: a participant costs up to one UDP port and one SRTP context per other one. A table of twelve has room for shared
 * screens, and for who comes back before the connection that they lost has ended.
 */
export const DEFAULT_LIMITS: Limits = {
  sessions: 1_000,
  participantsPerSession: 16,
  pendingConnectionsPerSession: 1_000,
  socketsPerAddress: 100,
  frameBytes: 256 * 1024,
  bodyBytes: 256 * 1024,
  requestsPerSecond: 50,
  requestBurst: 500,
};
