import { isAuthorized } from './authorization';

const header = (text: string): string => `Basic ${Buffer.from(text).toString('base64')}`;

describe('isAuthorized', () => {
  it('takes the user OPENVIDUAPP with the secret and nobody else', () => {
    expect(isAuthorized(header('OPENVIDUAPP:s3cret'), 's3cret')).toBe(true);
    expect(isAuthorized(header('OPENVIDUAPP:wrong'), 's3cret')).toBe(false);
    expect(isAuthorized(header('SOMEBODY:s3cret'), 's3cret')).toBe(false);
    expect(isAuthorized('Bearer s3cret', 's3cret')).toBe(false);
    expect(isAuthorized(undefined, 's3cret')).toBe(false);
  });
});
