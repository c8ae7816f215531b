/** Why a participant is no longer in the session, in OpenVidu's words. */
export type LeaveReason =
  | 'disconnect'
  | 'networkDisconnect'
  | 'forceDisconnectByUser'
  | 'forceDisconnectByServer'
  | 'sessionClosedByServer'
  | 'openviduServerStopped';

/** Why a stream is no longer published although its participant stays. */
export type UnpublishReason = 'unpublish' | 'forceUnpublishByUser' | 'forceUnpublishByServer';

/** Why a participant no longer receives a stream. */
export type UnsubscribeReason = 'unsubscribe' | UnpublishReason | LeaveReason;

/** Why a session is over. */
export type SessionEndReason = 'lastParticipantLeft' | 'sessionClosedByServer' | 'openviduServerStopped';

/** Why a session ends although somebody may be in: its participants leave for the same reason. */
export type SessionCloseReason = Extract<LeaveReason, SessionEndReason>;
