import type { OpenviduEmbedded } from '../openvidu-embedded';
import { startTestDeployment, TEST_AUTHORIZATION } from '../testing/deployment';
import { isAuthorized } from './authorization';

const header = (text: string, scheme = 'Basic'): string => `${scheme} ${Buffer.from(text).toString('base64')}`;

describe('isAuthorized', () => {
  it('takes the user OPENVIDUAPP with the secret and nobody else', () => {
    expect(isAuthorized(header('OPENVIDUAPP:s3cret'), 's3cret')).toBe(true);
    expect(isAuthorized(header('OPENVIDUAPP:s3cret', 'basic'), 's3cret')).toBe(true);
    expect(isAuthorized(header('OPENVIDUAPP:wrong'), 's3cret')).toBe(false);
    expect(isAuthorized(header('SOMEBODY:s3cret'), 's3cret')).toBe(false);
    expect(isAuthorized(header('OPENVIDUAPP:s3cret', 'Bearer'), 's3cret')).toBe(false);
    expect(isAuthorized('Basic', 's3cret')).toBe(false);
    expect(isAuthorized('', 's3cret')).toBe(false);
    expect(isAuthorized(undefined, 's3cret')).toBe(false);
  });
});

describe('who may call what', () => {
  let deployment: OpenviduEmbedded;

  beforeAll(async () => {
    deployment = await startTestDeployment();
  });

  afterAll(() => deployment.close());

  const call = (method: string, path: string, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(`${deployment.url}${path}`, { method, headers });

  it.each([
    ['GET', '/openvidu/api/sessions'],
    ['HEAD', '/openvidu/api/sessions'],
    ['POST', '/openvidu/api/sessions'],
    ['OPTIONS', '/openvidu/api/sessions'],
    ['GET', '/openvidu/api/config'],
    ['POST', '/openvidu/api/config/openvidu-publicurl'],
    ['GET', '/openvidu/api/nonsense'],
    ['GET', '/openvidu/api/recordings'],
    ['GET', '/openvidu/cdr'],
    ['GET', '/dashboard'],
    ['GET', '/dashboard/index.html'],
    ['GET', '/openvidu/layouts/custom'],
    ['GET', '/openvidu/recordings/SessionA/SessionA.mp4'],
    ['GET', '/metrics'],
  ])('%s %s needs the secret', async (method, path) => {
    const credentials: Record<string, string>[] = [{}, { authorization: header('OPENVIDUAPP:wrong') }];
    for (const headers of credentials) {
      const refused = await call(method, path, headers);
      expect([refused.status, refused.headers.get('www-authenticate')]).toEqual([401, 'Basic']);
      expect(await refused.text()).toBe('');
    }
  });

  it.each([
    '/dashboard/',
    '/dashboard/index.html',
    '/openvidu/layouts/custom',
    '/openvidu/recordings/SessionA/SessionA.mp4',
  ])('there is nothing behind %s: 403, as OpenVidu answers for what it has not', async (path) => {
    expect((await call('GET', path, { authorization: TEST_AUTHORIZATION })).status).toBe(403);
  });

  it('shows the public address to everybody, for GET and HEAD', async () => {
    const path = '/openvidu/api/config/openvidu-publicurl';
    const shown = await call('GET', path);
    expect([shown.status, await shown.text()]).toEqual([200, `${deployment.url}/`]);
    const head = await call('HEAD', path);
    expect([head.status, await head.text()]).toEqual([200, '']);
  });

  it('shows the page about the certificate to everybody', async () => {
    const page = await call('GET', '/openvidu/accept-certificate');
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(await page.text()).toContain('reached without a certificate');
  });

  it('answers a preflight on every path without the secret, and lets every origin in', async () => {
    for (const path of ['/openvidu/api/sessions', '/openvidu/api/signal', '/openvidu/cdr', '/nowhere']) {
      const preflight = await call('OPTIONS', path, {
        origin: 'http://elsewhere',
        'access-control-request-method': 'DELETE',
        'access-control-request-headers': 'authorization,content-type',
      });
      expect([preflight.status, await preflight.text()]).toEqual([200, '']);
      expect(preflight.headers.get('access-control-allow-origin')).toBe('*');
      expect(preflight.headers.get('access-control-allow-methods')).toContain('DELETE');
      expect(preflight.headers.get('access-control-allow-headers')).toBe('authorization,content-type');
      expect(preflight.headers.get('access-control-allow-credentials')).toBeNull();
    }
  });

  it('lets every origin read every answer, refusals included', async () => {
    for (const path of ['/openvidu/api/sessions', '/openvidu/accept-certificate', '/nowhere']) {
      expect((await call('GET', path)).headers.get('access-control-allow-origin')).toBe('*');
    }
  });

  it('says with the secret which methods a path takes', async () => {
    const options = (path: string): Promise<Response> => call('OPTIONS', path, { authorization: TEST_AUTHORIZATION });
    const session = await options('/openvidu/api/sessions/any');
    expect([session.status, session.headers.get('allow')]).toEqual([200, 'DELETE, GET, HEAD']);
    expect((await options('/openvidu/api/nonsense')).status).toBe(403);
  });

  it('answers HEAD where it answers GET, without the body', async () => {
    const head = await call('HEAD', '/openvidu/api/sessions', { authorization: TEST_AUTHORIZATION });
    expect([head.status, await head.text()]).toEqual([200, '']);
  });
});
