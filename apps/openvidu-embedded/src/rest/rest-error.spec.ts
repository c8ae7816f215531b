import { SessionError } from '../sessions/session-error';
import { statusOfRefusal } from './rest-error';

describe('statusOfRefusal', () => {
  it('knows what sessions refuse, and leaves everything else to be masked', () => {
    expect(statusOfRefusal(new SessionError('session-closed', 'The session is closed.'))).toBe(404);
    expect(statusOfRefusal(new SessionError('signal-target-unknown', 'Nobody.'))).toBe(406);
    expect(statusOfRefusal(new SessionError('too-many-sessions', 'Full.'))).toBe(503);
    expect(statusOfRefusal(new SessionError('too-many-connections', 'Full.'))).toBe(503);
    expect(statusOfRefusal(new SessionError('media-failed', 'No.'))).toBeUndefined();
    expect(statusOfRefusal(new Error('no'))).toBeUndefined();
  });
});
