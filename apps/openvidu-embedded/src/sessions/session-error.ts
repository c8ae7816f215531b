/** What may go wrong inside a session; signalling and REST turn it into their own codes. */
export type SessionFault =
  | 'session-closed'
  | 'session-full'
  | 'too-many-sessions'
  | 'too-many-connections'
  | 'participant-not-found'
  | 'not-streaming'
  | 'already-streaming'
  | 'media-failed'
  | 'offer-missing'
  | 'codec-missing'
  | 'signal-target-unknown';

/** A request to a session that cannot be met. */
export class SessionError extends Error {
  constructor(
    readonly fault: SessionFault,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'SessionError';
  }
}
