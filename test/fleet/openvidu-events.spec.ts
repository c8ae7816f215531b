import type { CreatedMeal, JoinedMeal } from '@bapsang/shared';
import { ApiEnvironment } from '../../apps/api/src/configuration/api-environment';
import { MealKeys } from '../../apps/api/src/keys/meal-keys';
import type { KnownSession, KnownStay } from '../../apps/api/src/openvidu-events/known-session';
import { KnownSessions } from '../../apps/api/src/openvidu-events/known-sessions';
import { startApi, type Api } from '../../apps/api/src/start-api';
import { SharedRedis } from '../../apps/api/src/testing/shared-redis.spec-support';
import { silentLogger } from '../../apps/api/src/testing/silent-logger.spec-support';
import type { OpenviduEmbedded } from '../../apps/openvidu-embedded/src/openvidu-embedded';
import { requestJoin } from '../../apps/openvidu-embedded/src/testing/connections';
import { startTestDeployment, TEST_SECRET } from '../../apps/openvidu-embedded/src/testing/deployment';
import { RpcClient } from '../../apps/openvidu-embedded/src/testing/rpc-client';
import { eventually } from '../support/eventually';
import { freePorts } from '../support/free-ports';

const WEBHOOK_SECRET = 'webhook-secret-of-this-test';
const EVENTS = ['sessionCreated', 'sessionDestroyed', 'participantJoined', 'participantLeft'];

/** So long that it never comes to it, ms. */
const NEVER = 3_600_000;

/** Somebody at the table. */
interface Guest {
  readonly joined: JoinedMeal;
  readonly client: RpcClient;
}

/** The protocol alone, without a browser: what OpenVidu really posts and lists, and two apis over a real Redis. */
describe('the events of the embedded OpenVidu at two apis', () => {
  let redis: SharedRedis;
  let openvidu: OpenviduEmbedded;
  let apis: Api[];
  let ports: number[] = [];
  let known: KnownSessions;
  const clients: RpcClient[] = [];

  beforeAll(async () => {
    redis = await SharedRedis.start();
    known = new KnownSessions(await redis.open(), new MealKeys(environmentOf(0, 0)));
  });

  afterAll(() => redis.close());

  beforeEach(async () => {
    await redis.restart();
    apis = [];
    ports = await freePorts(3);
    openvidu = await startOpenVidu();
  });

  afterEach(async () => {
    for (const client of clients.splice(0)) client.kill();
    await Promise.all(apis.map((api) => api.close()));
    await openvidu.close();
  });

  function environmentOf(port: number, reconcileInterval: number): ApiEnvironment {
    const secrets = { API_SECRET: 'api-secret-of-this-test', ADMIN_SECRET: 'admin-secret-of-this-test' };
    return Object.assign(new ApiEnvironment(), secrets, {
      ...{ WORKER_SECRET: 'worker-secret-of-this-test', OPENVIDU_SECRET: TEST_SECRET },
      ...{ OPENVIDU_WEBHOOK_SECRET: WEBHOOK_SECRET, RECONCILE_INTERVAL: reconcileInterval },
      ...{ API_PORT: port, OPENVIDU_URL: `http://127.0.0.1:${ports[2]}`, REDIS_URL: redis.server.url },
    });
  }

  async function startOpenVidu(): Promise<OpenviduEmbedded> {
    const endpoint = `http://127.0.0.1:${ports[0]}/api/openvidu/webhook`;
    const headers = { Authorization: `Bearer ${WEBHOOK_SECRET}` };
    return startTestDeployment({ port: ports[2] ?? 0, webhook: { endpoint, headers, events: EVENTS } });
  }

  /** Starts an api; the first one is where the events are posted. */
  async function startOne(which: 0 | 1, reconcileInterval: number): Promise<Api> {
    const api = await startApi(environmentOf(ports[which] ?? 0, reconcileInterval), silentLogger);
    apis.push(api);
    await eventually('The api is connected to Redis', async () => {
      const { missing } = (await (await fetch(`${api.url}/health/ready`)).json()) as { missing: string[] };
      return missing.includes('redis') ? undefined : true;
    });
    return api;
  }

  async function stopAll(): Promise<void> {
    await Promise.all(apis.splice(0).map((api) => api.close()));
  }

  async function post<T>(api: Api, path: string, body: object = {}): Promise<T> {
    const headers = { 'Content-Type': 'application/json' };
    const response = await fetch(api.url + path, { method: 'POST', headers, body: JSON.stringify(body) });
    return (await response.json()) as T;
  }

  async function sitDown(api: Api, mealId: string): Promise<Guest> {
    const body = { displayName: 'Minji', recognition: 'none' };
    const joined = await post<JoinedMeal>(api, `/api/meals/${mealId}/participants`, body);
    const client = await RpcClient.connect(openvidu.url);
    clients.push(client);
    await requestJoin(client, mealId, joined.token);
    return { joined, client };
  }

  async function knownOnce(what: string, isSo: (session: KnownSession) => boolean): Promise<KnownSession> {
    const session = await eventually(what, async () => (await known.all()).find(isSo), 15_000);
    expect(await known.all()).toHaveLength(1);
    return session;
  }

  function staysOf(session: KnownSession, { joined }: Guest): KnownStay | undefined {
    return session.stays[joined.connectionId];
  }

  it('tell both, without asking, who joined and left and that the session is over', async () => {
    const [one, other] = [await startOne(0, NEVER), await startOne(1, NEVER)];
    const { mealId } = await post<CreatedMeal>(one, '/api/meals');
    const [first, second] = [await sitDown(one, mealId), await sitDown(other, mealId)];
    const both = await knownOnce('Both are known', ({ stays }) => Object.keys(stays).length === 2);
    expect(both).toMatchObject({ sessionId: mealId, unwritten: [] });
    expect(staysOf(both, first)).toMatchObject({ participantId: first.joined.participantId });
    await second.client.request('leaveRoom');
    const after = await knownOnce('One has left', (session) => staysOf(session, second)?.leftAt !== undefined);
    expect(staysOf(after, first)).not.toHaveProperty('leftAt');
    await first.client.request('leaveRoom');
    await knownOnce('The session is over', ({ endedAt }) => endedAt !== undefined);
  });

  it('are made up for by asking, where no webhook comes through', async () => {
    // Nobody listens where they are posted.
    const other = await startOne(1, 500);
    const { mealId } = await post<CreatedMeal>(other, '/api/meals');
    const guest = await sitDown(other, mealId);
    const session = await knownOnce('The guest is known', ({ stays }) => Object.keys(stays).length === 1);
    expect(staysOf(session, guest)).not.toHaveProperty('leftAt');
    await guest.client.request('leaveRoom');
    const over = await knownOnce('The session is over', ({ endedAt }) => endedAt !== undefined);
    expect(staysOf(over, guest)).toHaveProperty('leftAt');
  });

  it('are not lost over a restart of every api, nor over one of OpenVidu', async () => {
    const before = await startOne(0, NEVER);
    const { mealId } = await post<CreatedMeal>(before, '/api/meals');
    const guest = await sitDown(before, mealId);
    await knownOnce('The guest is known', ({ stays }) => Object.keys(stays).length === 1);
    await stopAll();
    await startOne(1, 500);
    await openvidu.close();
    openvidu = await startOpenVidu();
    const over = await knownOnce('The session is over', ({ endedAt }) => endedAt !== undefined);
    expect(staysOf(over, guest)).toHaveProperty('leftAt');
  });
});
