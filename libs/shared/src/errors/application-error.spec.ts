import { ApplicationError, ERROR_CODES, ERROR_STATUS, ErrorBody, maskError, parse } from '../index';

describe('ApplicationError', () => {
  it.each(ERROR_CODES)('has the status of its code and a body that is valid: %s', (code) => {
    const error = new ApplicationError(code, 'What happened.', { details: ['one'] });
    expect(error.status).toBe(ERROR_STATUS[code]);
    expect(error.status).toBeGreaterThanOrEqual(400);
    expect(error.status).toBeLessThan(600);
    expect(parse(ErrorBody, error.toBody('id-1'))).toEqual({
      code,
      status: ERROR_STATUS[code],
      message: 'What happened.',
      retryable: error.retryable,
      correlationId: 'id-1',
      details: ['one'],
    });
  });

  it('may be tried again for 429, 502 and 503, unless it says otherwise', () => {
    const retryable = ERROR_CODES.filter((code) => new ApplicationError(code, '').retryable);
    expect(new Set(retryable.map((code) => ERROR_STATUS[code]))).toEqual(new Set([429, 502, 503]));
    expect(new ApplicationError('not_ready', '', { retryable: false }).retryable).toBe(false);
    expect(new ApplicationError('internal_error', '', { retryable: true }).retryable).toBe(true);
  });

  it('keeps its cause for the log and sends nothing of it', () => {
    const cause = new Error('password=1234');
    const error = new ApplicationError('openvidu_failed', 'OpenVidu refused.', { cause });
    expect(error.cause).toBe(cause);
    expect(error.toBody()).toEqual({
      code: 'openvidu_failed',
      status: 502,
      message: 'OpenVidu refused.',
      retryable: true,
    });
  });
});

describe('maskError', () => {
  it('lets an ApplicationError through as it is', () => {
    const error = new ApplicationError('forbidden', 'Not yours.');
    expect(maskError(error)).toBe(error);
  });

  it.each([new TypeError('secret'), 'secret', { secret: 'secret' }, undefined, null])('hides %p', (thrown) => {
    const masked = maskError(thrown);
    expect(masked).toMatchObject({ code: 'internal_error', status: 500, retryable: true, cause: thrown });
    expect(JSON.stringify(masked.toBody())).not.toContain('secret');
  });
});
