import { DEFAULT_LIMITS } from '../configuration/limits';
import type { OpenviduEmbedded } from '../openvidu-embedded';
import { callApi, startTestDeployment, TEST_AUTHORIZATION } from '../testing/deployment';

const JSON_TYPE = 'application/json';
const FORM_TYPE = 'application/x-www-form-urlencoded';

describe('the body of a request', () => {
  let deployment: OpenviduEmbedded;

  beforeAll(async () => {
    deployment = await startTestDeployment();
  });

  afterAll(() => deployment.close());

  const call = (method: string, path: string, type?: string, body?: BodyInit): Promise<Response> => {
    const headers = { authorization: TEST_AUTHORIZATION, ...(type ? { 'content-type': type } : {}) };
    return fetch(`${deployment.url}/openvidu/api${path}`, { method, headers, ...(body === undefined ? {} : { body }) });
  };

  it.each([
    ['nothing', undefined, undefined],
    ['nothing, called JSON', JSON_TYPE, undefined],
    ['nothing, called a form', FORM_TYPE, undefined],
    ['an empty text', JSON_TYPE, ''],
    ['null', JSON_TYPE, 'null'],
    ['an object', JSON_TYPE, '{}'],
    ['an object with its character set', `${JSON_TYPE}; charset=utf-8`, '{}'],
    ['an object of a named kind', 'application/vnd.openvidu+json', '{}'],
    ['members that nobody knows', JSON_TYPE, '{"unknown":[{}]}'],
    ['a member that would change what objects are', JSON_TYPE, '{"__proto__":{"customSessionId":"polluted"}}'],
  ])('may be %s', async (_what, type, body) => {
    const created = await call('POST', '/sessions', type, body);
    expect(created.status).toBe(200);
    expect(await created.json()).toMatchObject({ customSessionId: '' });
  });

  it.each([
    ['broken', JSON_TYPE, '{"customSessionId":'],
    ['only white space', JSON_TYPE, '  '],
    ['a text', JSON_TYPE, '"text"'],
    ['a number', JSON_TYPE, '7'],
    ['a list', JSON_TYPE, '[]'],
    ['of another type', 'text/plain', '{}'],
    ['of no type', undefined, new Blob(['{}'])],
    ['a form', FORM_TYPE, 'customSessionId=a'],
    ['in another character set', `${JSON_TYPE}; charset=latin1`, '{}'],
  ])('gets 403 without a body where it is %s', async (_what, type, body) => {
    const refused = await call('POST', '/sessions', type, body);
    expect([refused.status, await refused.text()]).toEqual([403, '']);
  });

  it('gets 413 where it is larger than the limit, and is read up to it', async () => {
    const bodyOf = (bytes: number): string => `{"unknown":"${'x'.repeat(bytes - 14)}"}`;
    expect((await call('POST', '/sessions', JSON_TYPE, bodyOf(DEFAULT_LIMITS.bodyBytes))).status).toBe(200);
    const refused = await call('POST', '/sessions', JSON_TYPE, bodyOf(DEFAULT_LIMITS.bodyBytes + 1));
    expect(refused.status).toBe(413);
    expect(await refused.json()).toMatchObject({ status: 413, error: 'Payload Too Large' });
  });

  it('gets 400 where it is nested deeper than any contract', async () => {
    const deep = `{"defaultRecordingProperties":${'['.repeat(50_000)}${']'.repeat(50_000)}}`;
    expect((await call('POST', '/sessions', JSON_TYPE, deep)).status).toBe(400);
  });

  it('does not matter on GET and DELETE, whatever the header calls it', async () => {
    await callApi(deployment.url, 'POST', '/sessions', { customSessionId: 'typed' });
    expect((await call('GET', '/sessions/typed?pendingConnections=true', FORM_TYPE)).status).toBe(200);
    expect((await call('DELETE', '/sessions/typed', FORM_TYPE, 'a=b')).status).toBe(204);
    expect((await call('DELETE', '/sessions/typed', JSON_TYPE, '{"broken":')).status).toBe(404);
    expect((await call('POST', '/recordings/stop/any', FORM_TYPE)).status).toBe(501);
  });

  it('is not read of a path that cannot be', async () => {
    expect((await call('GET', '/sessions/%E0%A4%A')).status).toBe(400);
  });
});
