import {
  ADMIN_NAMESPACE,
  ADMIN_OVERVIEW_SESSIONS_MAX,
  type AdminEvent,
  type AdminOverview,
  type ApiToAdminEvents,
} from '@bapsang/shared';
import { io, type Socket } from 'socket.io-client';
import { eventually } from '../testing/eventually.spec-support';
import { RunningApi, testEnvironment } from '../testing/running-api.spec-support';
import { StandingClock } from '../testing/standing-clock.spec-support';
import { DiallingWorker } from '../testing/worker.spec-support';
import { ADMIN_TOKEN_LIFETIME, AdminTokens } from './admin-tokens';

describe('the administrators’ socket', () => {
  let running: RunningApi;
  let token: string;
  let sockets: Socket<ApiToAdminEvents>[];

  beforeEach(async () => {
    running = await RunningApi.start();
    token = await running.logIn('read');
    sockets = [];
  });

  afterEach(async () => {
    for (const socket of sockets) socket.close();
    await running.close();
  });

  function open(auth: object): Socket<ApiToAdminEvents> {
    const options = { transports: ['websocket'], reconnection: false, forceNew: true, auth };
    const socket: Socket<ApiToAdminEvents> = io(running.api.url + ADMIN_NAMESPACE, options);
    sockets.push(socket);
    return socket;
  }

  async function overviewOf(socket: Socket<ApiToAdminEvents>): Promise<AdminOverview> {
    return new Promise((resolve) => socket.once('overview', resolve));
  }

  function lists(): number {
    return running.openvidu.requests.filter(({ method, path }) => method === 'GET' && path.endsWith('/sessions'))
      .length;
  }

  it.each([[{}], [{ token: 17 }], [{ token: 'guess' }]])('is closed to %p', async (auth) => {
    const socket = open(auth);
    const refused = new Promise<Error>((resolve) => socket.once('connect_error', resolve));
    expect(await refused).toMatchObject({ data: { code: 'unauthorized', status: 401 } });
    expect(lists()).toBe(0);
  });

  it('shows everything at once and again and again, to all from one look', async () => {
    const worker = await DiallingWorker.register(running.api.url, 'w1', { places: 7 });
    const { mealId } = await running.createMeal();
    running.openvidu.activate((await running.join(mealId)).connectionId);
    const [one, other] = [open({ token }), open({ token })];
    const [first] = await Promise.all([overviewOf(one), overviewOf(other)]);
    expect(first).toMatchObject({
      sessionsTotal: 1,
      sessions: [{ sessionId: mealId, meal: true, participants: [{ displayName: 'Minji' }] }],
      workers: [{ workerId: 'w1', state: 'open' }],
      load: { places: 7 },
    });
    const before = lists();
    const [next, same] = await Promise.all([overviewOf(one), overviewOf(other)]);
    expect(next.at).toBeGreaterThan(first.at);
    expect(same).toEqual(next);
    expect(lists()).toBe(before + 1);
    worker.close();
  }, 15_000);

  it('shows the newest sessions only, and tells how many there are', async () => {
    for (let count = 0; count < ADMIN_OVERVIEW_SESSIONS_MAX + 3; count += 1) {
      running.openvidu.sessions.set(`s${count}`, { properties: {}, connections: new Map() });
    }
    const { sessions, sessionsTotal } = await overviewOf(open({ token }));
    expect([sessions.length, sessionsTotal]).toEqual([ADMIN_OVERVIEW_SESSIONS_MAX, ADMIN_OVERVIEW_SESSIONS_MAX + 3]);
  });

  it('tells what happens as it happens', async () => {
    const socket = open({ token });
    await overviewOf(socket);
    const event = new Promise<AdminEvent>((resolve) => socket.once('event', resolve));
    const worker = await DiallingWorker.register(running.api.url, 'w1');
    expect(await event).toMatchObject({ kind: 'worker registered', workerId: 'w1', id: expect.any(String) });
    worker.close();
  });

  it('goes on after OpenVidu was away, and says so in the log once', async () => {
    running.openvidu.intercept = () => 503;
    const socket = open({ token });
    await eventually(() => running.logger.lines.some(({ event }) => event === 'overview.unknown'));
    running.openvidu.intercept = () => undefined;
    expect((await overviewOf(socket)).sessions).toEqual([]);
  }, 15_000);

  it('is closed when its token ends, whatever it does', async () => {
    const clock = new StandingClock(Date.now() - ADMIN_TOKEN_LIFETIME + 2500);
    const { pass } = await new AdminTokens(testEnvironment(), clock).issue('full');
    const socket = open({ token: pass.token });
    const closed = new Promise<string>((resolve) => socket.once('disconnect', resolve));
    await overviewOf(socket);
    expect(await closed).toBe('io server disconnect');
    expect(Date.now()).toBeGreaterThanOrEqual(pass.expiresAt - 1);
  }, 15_000);
});
