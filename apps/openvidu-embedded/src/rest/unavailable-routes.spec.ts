import type { OpenviduEmbedded } from '../openvidu-embedded';
import { callApi, startTestDeployment } from '../testing/deployment';

describe('what this deployment has not', () => {
  let deployment: OpenviduEmbedded;

  beforeAll(async () => {
    deployment = await startTestDeployment();
  });

  afterAll(() => deployment.close());

  it.each([
    ['POST', '/recordings/start', { session: 'any' }, 501],
    ['POST', '/recordings/start', undefined, 501],
    ['POST', '/recordings/stop/any', undefined, 501],
    ['POST', '/recordings/stop/any', {}, 501],
    ['GET', '/recordings', undefined, 501],
    ['GET', '/recordings/any', undefined, 501],
    ['DELETE', '/recordings/any', undefined, 501],
    ['POST', '/recordings/stop', undefined, 403],
    ['POST', '/recordings', {}, 403],
    ['DELETE', '/recordings', undefined, 403],
    ['POST', '/broadcast/start', { session: 'any', broadcastUrl: 'rtmp://localhost/x' }, 403],
    ['POST', '/broadcast/stop', { session: 'any' }, 403],
    ['GET', '/health', undefined, 403],
    ['GET', '/media-nodes', undefined, 403],
    ['GET', '/signal', undefined, 403],
    ['GET', '/tokens', undefined, 403],
    ['GET', '', undefined, 403],
    ['GET', '/nonsense', undefined, 403],
    ['POST', '/config', {}, 403],
    ['DELETE', '/config/openvidu-publicurl', undefined, 403],
  ])('answers %s %s %j with %i and no body', async (method, path, body, status) => {
    const response = await callApi(deployment.url, method, path, body);
    expect([response.status, await response.text()]).toEqual([status, '']);
  });

  it('says 404 outside of OpenVidu', async () => {
    expect((await fetch(`${deployment.url}/nowhere`)).status).toBe(404);
  });
});
