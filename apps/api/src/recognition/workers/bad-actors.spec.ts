import { FrameTicketClaims, parse, type ClockReply, type RecognitionGrant } from '@bapsang/shared';
import { decodeJwt } from 'jose';
import { eventually } from '../../testing/eventually.spec-support';
import { RunningApi } from '../../testing/running-api.spec-support';
import {
  assignedOf,
  DiallingWorker,
  registration,
  report,
  sealed,
  workerToken,
} from '../../testing/worker.spec-support';
import { FAILED_HANDSHAKES, FLOOD_MAX, REGISTRATIONS } from './worker-door';

/** Where they dial in from. */
const BAD = '127.0.0.2';

describe("bad actors at the workers' door", () => {
  let running: RunningApi;
  let honest: DiallingWorker;
  const bad: DiallingWorker[] = [];

  beforeEach(async () => {
    running = await RunningApi.start();
    honest = await DiallingWorker.register(running.api.url, 'honest');
    await honest.load();
  });

  afterEach(async () => {
    for (const worker of [honest, ...bad.splice(0)]) worker.close();
    await running.close();
  });

  async function dial(workerId: string, token?: string): Promise<DiallingWorker> {
    const auth = token === undefined ? undefined : { token };
    const worker = await DiallingWorker.dial(running.api.url, workerId, auth, BAD);
    bad.push(worker);
    return worker;
  }

  function linesOf(event: string): object[] {
    return running.logger.lines.filter((line) => line.event === event).map(({ fields }) => fields);
  }

  /** A counter of this api, as an operator reads it. */
  async function counted(name: string): Promise<number> {
    const { text } = await running.get('/metrics');
    const line = text.split('\n').find((each) => each.startsWith(`bapsang_api_${name} `));
    return Number(line?.split(' ').at(-1));
  }

  /** The honest worker is given people, its reports count, and it was not asked to dial in again. */
  async function expectHonestUndisturbed(): Promise<void> {
    const { mealId } = await running.createMeal();
    const { participantId, recognition } = await running.join(mealId);
    const claims = parse(FrameTicketClaims, decodeJwt((recognition as RecognitionGrant).ticket));
    expect(claims).toMatchObject({ aud: 'honest', sub: participantId });
    const { connectionId, seal } = claims;
    const reply = await honest.report(report({ mealId, participantId, connectionId, seal }));
    expect(reply).toMatchObject({ accepted: true, taken: 1 });
    await expect(honest.load()).resolves.toMatchObject({ accepted: true });
    expect(honest.socket.connected).toBe(true);
  }

  it('refuses wrong secrets and forged tokens however many come, counts each, and fills neither log nor memory', async () => {
    const forged = await Promise.all([
      workerToken('honest', { secret: 'another secret of 16' }),
      workerToken('honest', { expiry: 1000 }),
      Promise.resolve('x.y.z'),
    ]);
    const attempts = FAILED_HANDSHAKES.burst + 40;
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      await expect(dial('honest', forged[attempt % forged.length])).rejects.toMatchObject({
        data: { code: 'worker_refused' },
      });
    }
    await expect(counted('workers_refused_total{reason="token"}')).resolves.toBe(attempts);
    const told = linesOf('worker.refused');
    expect(told[0]).toEqual({ address: expect.stringContaining(BAD), reason: 'token' });
    expect(told.length).toBeLessThan(attempts);
    await expectHonestUndisturbed();
  });

  it('refuses a flood of registrations over one link, counts them, tells it once and hangs up in the end', async () => {
    const flooding = await dial('flooding');
    const replies: ClockReply[] = [];
    for (let count = 0; count < REGISTRATIONS.burst + 20; count += 1) {
      replies.push(await flooding.ask<ClockReply>('register', registration('flooding', { places: 1 })));
    }
    const refused = replies.filter(({ accepted }) => !accepted);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused[0]).toMatchObject({ error: { code: 'too_many_requests' } });
    await expect(counted('workers_refused_total{reason="flood"}')).resolves.toBe(refused.length);
    expect(linesOf('worker.refused')).toEqual([{ workerId: 'flooding', reason: 'flood' }]);
    for (let count = 0; count < 3 * FLOOD_MAX; count += 1) flooding.socket.emit('register', {});
    await eventually(() => flooding.socket.disconnected);
    expect(linesOf('worker.cut')).toEqual([{ workerId: 'flooding', reason: 'flood' }]);
    await eventually(() => linesOf('worker.lost').length === 1);
    await expectHonestUndisturbed();
  });

  it('refuses a load that cannot be, and gives nobody to who goes on with it', async () => {
    const lying = await DiallingWorker.register(running.api.url, 'lying', { places: 2 });
    bad.push(lying);
    const seated = ['a', 'b', 'c'].map((participantId) => assignedOf(sealed('lying', report({ participantId }))));
    const impossible = [
      { participants: seated, load: 1 },
      { participants: [seated[0]!, seated[0]!], load: 1 },
      { participants: seated.slice(0, 2), load: 0 },
      { load: -1 },
      { load: 2 },
      { framesPerSecond: -5 },
      { reserved: 1e9 },
      { queueAge: Number.NaN },
    ];
    for (const load of impossible) {
      const reply = await lying.load(load);
      expect([load, reply]).toMatchObject([load, { accepted: false, error: { code: 'invalid_request' } }]);
    }
    await expect(counted('loads_refused_total')).resolves.toBe(impossible.length);
    expect(linesOf('load.refused')).toHaveLength(impossible.length);
    lying.close();
    await eventually(() => linesOf('worker.lost').length === 1);
    await expectHonestUndisturbed();
  });

  it('leaves people out of a load whom the api did not send there', async () => {
    const lying = await DiallingWorker.register(running.api.url, 'lying', { places: 2 });
    bad.push(lying);
    const [own, foreign] = [
      sealed('lying', report({ participantId: 'a' })),
      sealed('honest', report({ participantId: 'b' })),
    ];
    const reply = await lying.load({ participants: [own, foreign].map(assignedOf), load: 1 });
    expect(reply).toMatchObject({ accepted: true });
    expect(linesOf('load.forged')).toEqual([{ workerId: 'lying', participants: 1 }]);
    await expect(counted('loads_refused_total')).resolves.toBe(1);
    lying.close();
    await eventually(() => linesOf('worker.lost').length === 1);
    expect(linesOf('worker.lost')).toEqual([{ workerId: 'lying', participants: 1 }]);
    await expectHonestUndisturbed();
  });

  it("drops a forged report about another worker's participant, counts and tells it, and takes the rest", async () => {
    const lying = await DiallingWorker.register(running.api.url, 'lying', { places: 2 });
    bad.push(lying);
    const { mealId } = await running.createMeal();
    const { participantId, connectionId } = await running.join(mealId);
    const seat = { mealId, participantId, connectionId };
    const bite = { kind: 'bite', beganAt: 1, contactAt: 1, endedAt: 2, confidence: 1 } as const;
    const forged = sealed('honest', report({ ...seat, events: [bite] }));
    await expect(lying.report(forged, report({ ...seat, sequence: 2, seal: 'x' }))).resolves.toMatchObject({
      taken: 2,
    });
    expect(linesOf('report.forged')).toHaveLength(2);
    await expect(counted('reports_total{outcome="forged"}')).resolves.toBe(2);
    expect(running.openvidu.signals).toEqual([]);
    lying.close();
    await eventually(() => linesOf('worker.lost').length === 1);
    await expectHonestUndisturbed();
  });
});
