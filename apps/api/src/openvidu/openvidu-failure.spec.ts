import { ApplicationError } from '@bapsang/shared';
import { refusalStatus, toOpenViduError } from './openvidu-failure';

describe('toOpenViduError', () => {
  it('reads the status out of the message of the node client', () => {
    expect(refusalStatus(new Error('404'))).toBe(404);
    expect(refusalStatus(new Error('4040'))).toBeUndefined();
    expect(refusalStatus('404')).toBeUndefined();
  });

  it('keeps an error that may be shown already', () => {
    const error = new ApplicationError('not_found', 'x');
    expect(toOpenViduError('do it', error)).toBe(error);
  });

  it('masks an answer that the node client could not read', () => {
    const error = toOpenViduError('do it', new Error("Cannot read properties of undefined (reading 'forEach')"));
    expect(error).toMatchObject({ code: 'openvidu_failed' });
    expect(error.message).not.toContain('forEach');
  });
});
