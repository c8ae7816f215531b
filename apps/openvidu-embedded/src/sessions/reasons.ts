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
