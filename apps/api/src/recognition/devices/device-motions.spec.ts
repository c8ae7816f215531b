import type { DeviceMotionReport, JoinedMeal, MotionSignal, RecognitionAnswer, TableMotions } from '@bapsang/shared';
import { eventually } from '../../testing/eventually.spec-support';
import { type Answer, RunningApi } from '../../testing/running-api.spec-support';
import { DiallingWorker, report as workerReport } from '../../testing/worker.spec-support';

/** A report as it is sent. */
type SentReport = Pick<DeviceMotionReport, keyof DeviceMotionReport>;

describe('motions that a browser recognised itself', () => {
  let running: RunningApi;
  let mealId: string;
  let joined: JoinedMeal;

  beforeEach(async () => {
    running = await RunningApi.start();
    ({ mealId } = await running.createMeal());
    joined = await running.join(mealId, { recognition: 'device' });
    running.openvidu.activate(joined.connectionId);
  });

  afterEach(() => running.close());

  function report(sequence: number, change: Partial<SentReport> = {}): SentReport {
    const now = Date.now();
    const seen = { motion: 'chew' as const, confidence: 0.5, since: now - 100, capturedAt: now, events: [] };
    return { sequence, model: 'motion@3', ...seen, ...change };
  }

  function bite(sequence: number): SentReport {
    const now = Date.now();
    const event = {
      kind: 'bite' as const,
      beganAt: now - 900,
      contactAt: now - 500,
      endedAt: now - 100,
      confidence: 1,
    };
    return report(sequence, { motion: 'bite', events: [event] });
  }

  async function tell(reports: readonly unknown[], sender = joined, sentAt = Date.now()): Promise<Answer<unknown>> {
    const path = `/api/meals/${mealId}/participants/${joined.participantId}/motions`;
    return running.post(path, { sentAt, reports }, sender.rejoinKey);
  }

  async function choose(choice: string): Promise<Answer<RecognitionAnswer>> {
    const path = `/api/meals/${mealId}/participants/${joined.participantId}/recognition-choice`;
    return running.put(path, { choice, connectionId: joined.connectionId, chosenAt: Date.now() }, joined.rejoinKey);
  }

  async function state(): Promise<MotionSignal | undefined> {
    const { body } = await running.get<TableMotions>(`/api/meals/${mealId}/motions`, joined.rejoinKey);
    return body.motions[0];
  }

  it('reach the table as signals of the server, with totals that the api counts', async () => {
    expect((await tell([report(1), bite(2), { ...bite(3), totals: { bites: 99, sips: 99 } }])).status).toBe(204);
    await eventually(() => JSON.stringify(running.openvidu.signals.at(-1)?.data.totals) === '{"bites":2,"sips":0}');
    expect(running.openvidu.signals.at(-1)).toMatchObject({
      type: 'signal:motion',
      data: { participantId: joined.participantId, connectionId: joined.connectionId, recognition: 'active' },
    });
  });

  it('count once, however often they are sent', async () => {
    for (let attempt = 0; attempt < 3; attempt += 1) await tell([bite(1), bite(2)]);
    expect(await state()).toMatchObject({ totals: { bites: 2, sips: 0 } });
  });

  it.each(['server', 'none'] as const)('are refused from who chose %s', async (recognition) => {
    joined = await running.join(mealId, { recognition });
    expect(await tell([bite(1)])).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    expect(await state()).toBeUndefined();
  });

  it('are refused from everybody else', async () => {
    const other = await running.join(mealId, { recognition: 'device' });
    expect((await tell([bite(1)], other)).status).toBe(401);
    expect(await state()).toBeUndefined();
  });

  it.each([
    ['taken in the future', () => [report(1, { capturedAt: Date.now() + 60_000 })]],
    ['older than a minute', () => [report(1, { capturedAt: Date.now() - 61_000, since: 1_600_000_000_000 })]],
    ['lasting since later', () => [report(1, { since: Date.now() + 500 })]],
    [
      'with an event that ends before it begins',
      () => {
        const [event] = bite(1).events;
        return [report(1, { events: [Object.assign(event!, { endedAt: event!.beganAt - 1 })] })];
      },
    ],
    ['of an unknown motion', () => [{ ...report(1), motion: 'fly' }]],
    ['without model', () => [{ ...report(1), model: undefined }]],
    ['more than ten', () => Array.from({ length: 11 }, (_, index) => report(index + 1))],
  ])('are refused when %s', async (_what, reports) => {
    expect(await tell(reports())).toMatchObject({ status: 400, body: { code: 'invalid_request' } });
    expect(await state()).toBeUndefined();
  });

  it('are taken from a browser whose clock is off, but not from one without a clock', async () => {
    const hourAgo = Date.now() - 3_600_000;
    const seen = { since: hourAgo - 100, capturedAt: hourAgo };
    expect((await tell([report(1, seen)], joined, hourAgo)).status).toBe(204);
    expect((await tell([report(2, { since: 0, capturedAt: 0 })], joined, 0)).status).toBe(400);
  });

  it('are refused when too many requests come, as something that passes', async () => {
    const answers = await Promise.all(Array.from({ length: 30 }, () => tell([])));
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(10);
    expect(refused[0]?.body).toMatchObject({ code: 'too_many_requests', retryable: true });
    expect(answers.some(({ status }) => status === 204)).toBe(true);
  });

  it('pause when the browser falls silent, and go on when it is heard again', async () => {
    await tell([bite(1)]);
    await eventually(() => running.openvidu.signals.at(-1)?.data.recognition === 'paused', 15_000);
    await tell([]);
    await eventually(() => running.openvidu.signals.at(-1)?.data.recognition === 'active');
    expect(await state()).toMatchObject({ recognition: 'active', totals: { bites: 1, sips: 0 } });
  }, 30_000);

  it('keep the totals when recognition changes from the server to the device and back', async () => {
    const worker = await DiallingWorker.register(running.api.url, 'w1');
    const { participantId, connectionId } = joined;
    const event = { kind: 'sip' as const, beganAt: 1, contactAt: 2, endedAt: 3, confidence: 1 };
    await tell([bite(1)]);
    expect((await choose('server')).body).toHaveProperty('ticket');
    expect((await tell([bite(2)])).status).toBe(403);
    await worker.report(workerReport({ mealId, participantId, connectionId, capturedAt: Date.now(), events: [event] }));
    expect(await state()).toMatchObject({ recognition: 'active', totals: { bites: 1, sips: 1 } });
    await choose('device');
    expect((await tell([bite(2)])).status).toBe(204);
    expect(await state()).toMatchObject({ recognition: 'active', totals: { bites: 2, sips: 1 } });
    joined = await running.join(mealId, { recognition: 'device', rejoinKey: joined.rejoinKey });
    expect((await tell([bite(1)])).status).toBe(204);
    expect(await state()).toMatchObject({ connectionId: joined.connectionId, totals: { bites: 3, sips: 1 } });
    worker.close();
  });
});
