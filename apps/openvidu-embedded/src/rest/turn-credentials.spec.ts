import { createHmac } from 'node:crypto';
import { createTurnCredentials } from './turn-credentials';

describe('createTurnCredentials', () => {
  it('signs a name that says when it ends, a day later, with the secret of the TURN server', () => {
    const { username, credential } = createTurnCredentials('coturn-secret', 1_795_402_600_500);
    expect(username).toMatch(/^1795489000:[A-Za-z\d]{8}$/);
    expect(credential).toBe(createHmac('sha1', 'coturn-secret').update(username).digest('base64'));
  });

  it('makes another name each time', () => {
    const names = Array.from({ length: 20 }, () => createTurnCredentials('secret', 0).username);
    expect(new Set(names).size).toBe(20);
  });
});
