import { RememberedSessions } from './remembered-sessions';

describe('RememberedSessions', () => {
  it('remembers how a session was asked for last, under the id that it has', () => {
    const remembered = new RememberedSessions();
    remembered.remember('ses_1', { mediaMode: 'RELAYED' });
    remembered.remember('ses_1', { mediaMode: 'ROUTED' });
    expect(remembered.find('ses_1')).toEqual({ mediaMode: 'ROUTED', customSessionId: 'ses_1' });
  });

  it('forgets the session asked for longest ago when there are too many', () => {
    const remembered = new RememberedSessions(2);
    for (const sessionId of ['a', 'b', 'a', 'c']) remembered.remember(sessionId, {});
    expect(['a', 'b', 'c'].map((sessionId) => remembered.find(sessionId) !== undefined)).toEqual([true, false, true]);
  });
});
