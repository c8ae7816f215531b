import { createLogger } from '@bapsang/server';
import { startOpenviduEmbedded, type OpenviduEmbedded, type OpenviduEmbeddedOptions } from '../openvidu-embedded';

/** The secret of every deployment that a test starts. */
export const TEST_SECRET = 'a-secret-for-tests';

/** What REST calls of a test carry. */
export const TEST_AUTHORIZATION = `Basic ${Buffer.from(`OPENVIDUAPP:${TEST_SECRET}`).toString('base64')}`;

/** Starts a real deployment on a free port; the test closes it. */
export function startTestDeployment(options: Partial<OpenviduEmbeddedOptions> = {}): Promise<OpenviduEmbedded> {
  return startOpenviduEmbedded({ secret: TEST_SECRET, logger: createLogger('test', 'silent'), port: 0, ...options });
}

/** Calls the REST API. */
export function callApi(url: string, method: string, path: string, body?: unknown): Promise<Response> {
  return fetch(`${url}/openvidu/api${path}`, {
    method,
    headers: {
      authorization: TEST_AUTHORIZATION,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}
