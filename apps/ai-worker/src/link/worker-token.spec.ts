import { createHmac } from 'node:crypto';
import { isProofOf } from './worker-token';

describe('isProofOf', () => {
  const proof = (secret: string, token = 'token'): string =>
    createHmac('sha256', secret).update(token).digest('base64url');

  it('believes who knows one of the accepted secrets', () => {
    expect(isProofOf('token', proof('old'), ['new', 'old'])).toBe(true);
  });

  it.each([
    ['another secret', proof('false')],
    ['another token', proof('new', 'earlier')],
    ['half of a proof', proof('new').slice(0, 20)],
    ['nothing', ''],
  ])('does not believe %s', (_what, given) => {
    expect(isProofOf('token', given, ['new', 'old'])).toBe(false);
  });
});
