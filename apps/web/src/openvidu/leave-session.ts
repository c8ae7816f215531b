import type { Session } from 'openvidu-browser';
import type { SessionSockets } from './leavable-sockets';

/** How long the word of leaving may take to get through before the socket is closed, ms. */
export const LEAVE_GRACE = 1000;

/**
 * Leaves a session, whether it can be told so or not: openvidu-browser throws where it cannot say goodbye, and would dial again
 * and again for a session that was left.
 */
export function leaveSession(session: Session, sockets: SessionSockets): void {
  if (sockets.isOpen) {
    session.disconnect();
    setTimeout(() => sockets.end(), LEAVE_GRACE);
  } else {
    sockets.end();
    session.leave(true, 'disconnect');
  }
}
