import fc from 'fast-check';
import { DEFAULT_LIMITS } from '../configuration/limits';
import type { OpenviduEmbedded } from '../openvidu-embedded';
import { join } from '../testing/connections';
import { callApi, startTestDeployment } from '../testing/deployment';
import type { RpcClient } from '../testing/rpc-client';

const REFUSALS = new Set([400, 403, 404, 406, 501, 503]);

/** What may stand where a field of a body is expected: what is right, what is nearly right, and anything else. */
const value = fc.oneof(
  fc.constantFrom('fuzzed', 'con_X', '', 'PUBLISHER', 'KING', 'COMPOSED', 'IPCAM', 'WEBRTC', 'turn:a', 'stun:a:0'),
  fc.constantFrom<unknown>(null, true, 0, -1, 1e308, [], {}, [[]], [null], [{ url: 'turn:a', staticAuthSecret: '' }]),
  fc.jsonValue({ maxDepth: 3 }),
);

const FIELDS = [
  ...['session', 'customSessionId', 'to', 'type', 'data', 'role', 'record', 'kurentoOptions', 'customIceServers'],
  ...['rtspUri', 'defaultRecordingProperties', 'mediaNode', 'forcedVideoCodec', '__proto__', 'constructor', 'toString'],
];

const body = fc.oneof(fc.dictionary(fc.constantFrom(...FIELDS), value), fc.jsonValue());

const segment = fc.oneof(
  fc.constantFrom('fuzzed', 'connection', 'stream', '__proto__', 'con_X', '%00', '..'),
  fc.webSegment(),
);

const path = fc.oneof(
  fc.constantFrom(
    '/sessions',
    '/sessions/fuzzed/connection',
    '/tokens',
    '/signal',
    '/recordings/start',
    '/broadcast/start',
  ),
  fc.constantFrom('/sessions/fuzzed/connection/con_X', '/sessions?pendingConnections[a]=1', '/config', '/'),
  fc.array(segment, { minLength: 1, maxLength: 5 }).map((segments) => `/sessions/${segments.join('/')}`),
);

describe('the REST side', () => {
  const deployments: OpenviduEmbedded[] = [];
  let deployment: OpenviduEmbedded;
  let witness: { readonly client: RpcClient; readonly id: string };

  const start: typeof startTestDeployment = async (options) => {
    const started = await startTestDeployment(options);
    deployments.push(started);
    return started;
  };

  beforeAll(async () => {
    deployment = await start();
    witness = await join(deployment.url, 'fuzzed');
  });

  afterAll(async () => {
    witness.client.kill();
    await Promise.all(deployments.map((started) => started.close()));
  });

  it('answers whatever it is sent with a success or a refusal, never with a fault of its own', async () => {
    const method = fc.constantFrom('POST', 'PATCH', 'GET', 'PUT');
    await fc.assert(
      fc.asyncProperty(method, path, body, async (verb, where, what) => {
        const response = await callApi(deployment.url, verb, where, verb === 'GET' ? undefined : what);
        await response.arrayBuffer();
        expect(response.status === 200 || REFUSALS.has(response.status)).toBe(true);
      }),
      { numRuns: 200, seed: 20_261_123, endOnFailure: true },
    );
    expect((await witness.client.request('echo', {})).result).toBeDefined();
    const connection = await callApi(deployment.url, 'GET', `/sessions/fuzzed/connection/${witness.id}`);
    expect(await connection.json()).toMatchObject({ status: 'active' });
  }, 120_000);

  it('says what is too much: sessions and pending connections', async () => {
    const limits = { ...DEFAULT_LIMITS, sessions: 1, pendingConnectionsPerSession: 1 };
    const small = await start({ limits });
    await callApi(small.url, 'POST', '/sessions', { customSessionId: 'only' });
    await callApi(small.url, 'POST', '/sessions/only/connection');
    for (const [where, what] of [
      ['/sessions', {}],
      ['/sessions/only/connection', {}],
      ['/tokens', { session: 'only' }],
    ] as const) {
      const refused = await callApi(small.url, 'POST', where, what);
      expect(await refused.json()).toEqual({
        timestamp: expect.any(Number),
        status: 503,
        error: 'Service Unavailable',
        message: expect.stringMatching(/\w/),
        path: `/openvidu/api${where}`,
      });
    }
    expect((await callApi(small.url, 'POST', '/sessions', { customSessionId: 'only' })).status).toBe(409);
    await callApi(small.url, 'DELETE', '/sessions/only');
    expect((await callApi(small.url, 'POST', '/sessions')).status).toBe(200);
  });

  it('shows the public address that it was given, and what a browser that comes for its certificate should do', async () => {
    const secure = await start({ publicUrl: 'https://meet.example' });
    const get = async (where: string): Promise<string> =>
      (await fetch(`http://127.0.0.1:${secure.port}${where}`)).text();
    expect(await get('/openvidu/api/config/openvidu-publicurl')).toBe('https://meet.example/');
    expect(await get('/openvidu/accept-certificate')).toContain('has accepted the certificate');
  });
});
