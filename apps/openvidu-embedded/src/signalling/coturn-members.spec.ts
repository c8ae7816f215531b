import { coturnMembers } from './coturn-members';

describe('coturnMembers', () => {
  it.each([
    ['turn:turn.example:3479?transport=tcp', 'turn.example', 3479],
    ['turn:turn.example', 'turn.example', 3478],
    ['turns:turn.example?transport=tcp', 'turn.example', 5349],
    ['turn:[2001:db8::1]:3478', '[2001:db8::1]', 3478],
  ])('name the TURN server %s', (url, coturnIp, coturnPort) => {
    const servers = [{ url: 'stun:stun.example' }, { url, username: 'u', credential: 'c' }];
    expect(coturnMembers(servers)).toEqual({ coturnIp, coturnPort, turnUsername: 'u', turnCredential: 'c' });
  });

  it('are absent where there is none', () => {
    expect(coturnMembers([{ url: 'stun:stun.example' }])).toEqual({});
  });
});
