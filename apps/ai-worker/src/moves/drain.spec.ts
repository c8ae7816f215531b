import type { ErrorBody } from '@bapsang/shared';
import { connectFrames, sendFrame, type ClientSocket } from '../testing/frame-client.spec-support';
import { fixtureLaunch } from '../testing/fixture-launch.spec-support';
import { START_TIMEOUT, WorkerUnderTest } from '../testing/running-worker.spec-support';
import { waitUntil } from '../testing/wait-until.spec-support';

/** What the fixture takes for a frame in a bite, and for its end. */
const BITE = Buffer.from([1]);
const AFTER_BITE = Buffer.from([0]);

describe('a worker that empties', () => {
  let running: WorkerUnderTest;
  let moves: string[];
  let sequence = 0;

  beforeEach(() => {
    moves = [];
  });

  afterEach(async () => {
    await running.close();
    expect(running.api.faults).toEqual([]);
  }, START_TIMEOUT);

  async function start(variables: Readonly<Record<string, string>> = {}): Promise<void> {
    running = await WorkerUnderTest.start(variables, fixtureLaunch());
  }

  function send(socket: ClientSocket, jpeg = BITE): ReturnType<typeof sendFrame> {
    return sendFrame(socket, { sequence: (sequence += 1), capturedAt: sequence }, jpeg);
  }

  /** Seats a participant whose browser tells when it is asked to move. */
  async function seat(participantId: string): Promise<ClientSocket> {
    const socket = await running.connect(participantId);
    socket.on('move', () => moves.push(participantId));
    expect(await send(socket)).toMatchObject({ accepted: true });
    await waitUntil(`${participantId} is reported`, () => reportsOf(participantId).length > 0);
    return socket;
  }

  function reportsOf(participantId: string): string[] {
    return running.api.reports
      .filter((report) => report.participantId === participantId)
      .map(({ recognition }) => recognition);
  }

  function isOver(drain: Promise<void>): () => boolean {
    let over = false;
    void drain.then(() => (over = true));
    return () => over;
  }

  it('tells at once that it takes nobody, and refuses assignments and newcomers', async () => {
    await start();
    await seat('ann');
    const { length } = running.api.loads;
    const drain = running.worker.drain();
    await waitUntil('the api knows', () => running.api.loads.length > length);
    expect(running.api.loads.at(-1)).toMatchObject({ draining: true, participants: [{ participantId: 'ann' }] });
    expect(await running.health('ready')).toMatchObject({ status: 503, body: { status: 'draining' } });
    expect(await running.api.assign({ participantId: 'bob' })).toMatchObject([{ error: { code: 'not_ready' } }]);
    const error: unknown = await connectFrames(running.worker.url, {
      ticket: await running.ticket({ sub: 'bob' }),
    }).catch((thrown: unknown) => thrown);
    expect((error as { readonly data: ErrorBody }).data).toMatchObject({ code: 'not_ready' });
    await running.worker.close();
    await drain;
  });

  it('moves who eats last, goes on looking meanwhile, and says nothing of who went on elsewhere', async () => {
    await start();
    const eater = await seat('eating-eve');
    const others = [await seat('ann'), await seat('bob')];
    const over = isOver(running.worker.drain());
    await waitUntil('the others are asked', () => moves.length === 2);
    for (let frame = 0; frame < 5; frame += 1) expect(await send(eater)).toMatchObject({ accepted: true });
    expect(moves).toEqual(['ann', 'bob']);
    for (const socket of others) expect(await send(socket)).toMatchObject({ accepted: true });
    await send(eater, AFTER_BITE);
    await waitUntil('the eater is asked', () => moves.length === 3);
    expect(over()).toBe(false);
    for (const socket of [eater, ...others]) socket.disconnect();
    await waitUntil('the worker is empty', over);
    await running.worker.close();
    for (const participantId of ['ann', 'bob', 'eating-eve']) expect(reportsOf(participantId)).not.toContain('paused');
  });

  it('drains when the api asks for it, and says when it has', async () => {
    await start();
    const ann = await seat('ann');
    const over = isOver(running.worker.drained);
    expect(await running.api.drain()).toEqual([{ accepted: true }]);
    await waitUntil('ann is asked', () => moves.length === 1);
    const metrics = await (await fetch(`${running.worker.url}/metrics`)).text();
    expect(metrics).toContain('ai_worker_moves_total{reason="drain"} 1');
    expect(metrics).toContain('ai_worker_draining 1');
    expect(over()).toBe(false);
    ann.disconnect();
    await waitUntil('the worker is empty', over);
  });

  it('stays until the journal holds everything', async () => {
    await start();
    running.api.reportsBehaviour = 'take-unkept';
    const ann = await seat('ann');
    const over = isOver(running.worker.drain());
    await waitUntil('ann is asked', () => moves.length === 1);
    ann.disconnect();
    await waitUntil('ann has left', () => running.log.of('participant.disconnected').length === 1);
    const { length } = running.api.loads;
    await waitUntil('a while has passed', () => running.api.loads.length > length);
    expect(over()).toBe(false);
    running.api.keep();
    await waitUntil('the worker is done', over);
  });

  it('closes the sockets that stay at its deadline, and reports them as paused', async () => {
    await start({ WORKER_DRAIN_DEADLINE: '1' });
    const ann = await seat('ann');
    await running.worker.drain();
    await waitUntil('the socket is closed', () => !ann.connected);
    expect(moves).toEqual(['ann']);
    await running.worker.close();
    expect(reportsOf('ann').at(-1)).toBe('paused');
    expect(running.log.of('drain.overdue')).toHaveLength(1);
  });

  it('ends a drain when it is closed, and drains nothing then', async () => {
    await start();
    await seat('ann');
    const drain = running.worker.drain();
    await waitUntil('ann is asked', () => moves.length === 1);
    await running.worker.close();
    await drain;
    await running.worker.drain();
    expect(running.log.of('drain.began')).toHaveLength(1);
  });

  it('asks participants to move when the api cannot be reached for a while, once each, and takes them as before', async () => {
    await start();
    const ann = await seat('ann');
    await running.restartApi(async () => {
      await waitUntil('ann is asked', () => moves.length > 0);
      expect(await send(ann)).toMatchObject({ accepted: true });
    });
    expect(moves).toEqual(['ann']);
    expect(running.log.of('link.given-up')).toHaveLength(1);
    await waitUntil('the new api knows her', () => reportsOf('ann').length > 0);
    await seat('bob');
    expect(await running.api.assign({ participantId: 'cho' })).toEqual([{ accepted: true }]);
  });

  it('keeps places that the api has assigned, shows them in its load, and refuses more than it has', async () => {
    await start({ WORKER_PLACES: '2' });
    expect(await running.api.assign({ participantId: 'ann' })).toEqual([{ accepted: true }]);
    await seat('bob');
    expect(await running.api.assign({ participantId: 'cho' })).toMatchObject([
      { error: { code: 'too_many_requests', retryable: true } },
    ]);
    const ticket = await running.ticket({ sub: 'cho' });
    await expect(connectFrames(running.worker.url, { ticket })).rejects.toThrow('full');
    await waitUntil('the api knows', () => running.api.loads.at(-1)?.reserved === 1);
    await seat('ann');
    await waitUntil('the place is taken', () => running.api.loads.at(-1)?.participants.length === 2);
    expect(running.api.loads.at(-1)).toMatchObject({ reserved: 0, load: 1 });
    const metrics = await (await fetch(`${running.worker.url}/metrics`)).text();
    expect(metrics).toContain('ai_worker_tickets_refused_total{code="too_many_requests"} 1');
    expect(metrics).toContain('ai_worker_assignments_total{answer="accepted"} 1');
    expect(metrics).toContain('ai_worker_assignments_total{answer="too_many_requests"} 1');
  });
});
