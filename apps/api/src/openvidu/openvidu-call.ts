/** What OpenVidu is asked for, as log lines, spans and figures name it. */
export type OpenViduCall =
  | 'create a session'
  | 'create a connection'
  | 'show a session'
  | 'list its sessions'
  | 'send a signal'
  | 'close a session'
  | 'end a connection';

/** What became of a call; `unavailable`: no answer in time. */
export type OpenViduOutcome = 'answered' | 'refused' | 'unavailable';

/** Told of every call once it is over. @param duration ms */
export type OpenViduObserver = (call: OpenViduCall, outcome: OpenViduOutcome, duration: number) => void;
