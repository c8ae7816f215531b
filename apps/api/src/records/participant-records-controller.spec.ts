import type { CreatedMeal, JoinedMeal, MotionReport, RecordedSummary, TableMotions } from '@bapsang/shared';
import { eventually } from '../testing/eventually.spec-support';
import { RunningApi } from '../testing/running-api.spec-support';
import { DiallingWorker, report } from '../testing/worker.spec-support';

const bite = { kind: 'bite', beganAt: 1_000, contactAt: 1_100, endedAt: 2_500, confidence: 0.75 } as const;
const sip = { ...bite, kind: 'sip', beganAt: 4_000, endedAt: 5_000 } as const;

describe('what is recorded of a participant', () => {
  let running: RunningApi;
  let meal: CreatedMeal;
  let joined: JoinedMeal;
  let worker: DiallingWorker;

  beforeAll(async () => {
    running = await RunningApi.start();
    worker = await DiallingWorker.register(running.api.url, 'w1');
  });

  afterAll(async () => {
    worker.close();
    await running.close();
  });

  let sequence = 0;

  beforeEach(async () => {
    meal = await running.createMeal();
    joined = await running.join(meal.mealId);
    await worker.report(bitten());
    await eventually(() => worker.kept.at(-1) === sequence);
  });

  function bitten(): MotionReport {
    sequence += 1;
    const { participantId, connectionId } = joined;
    return report({ mealId: meal.mealId, participantId, connectionId, sequence, events: [bite, sip] });
  }

  function path(what: string): string {
    return `/api/meals/${meal.mealId}/participants/${joined.participantId}/${what}`;
  }

  async function forget(key = joined.rejoinKey): Promise<number> {
    const headers = { Authorization: `Bearer ${key}` };
    return (await running.request(path('data'), { method: 'DELETE', headers })).status;
  }

  it('is told to that participant', async () => {
    const { status, headers, body } = await running.get<RecordedSummary>(path('summary'), joined.rejoinKey);
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(body).toMatchObject({
      mealId: meal.mealId,
      participantId: joined.participantId,
      totals: { bites: 1, sips: 1 },
      events: [bite, sip],
    });
  });

  it('is told as a table, too', async () => {
    const { status, headers, text } = await running.get(path('summary.csv'), joined.rejoinKey);
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(text.split('\r\n')).toEqual(
      expect.arrayContaining([
        'bite,1970-01-01T00:00:01.000Z,1970-01-01T00:00:02.500Z,1.5,0.75,,',
        'sip,1970-01-01T00:00:04.000Z,1970-01-01T00:00:05.000Z,1,0.75,,',
        'total bites,,,,,1,',
      ]),
    );
  });

  it('is neither told to nor deleted by anybody else', async () => {
    const other = await running.join(meal.mealId);
    for (const key of [undefined, 'rubbish', meal.hostKey, other.rejoinKey]) {
      expect((await running.get(path('summary'), key)).status).toBe(401);
      expect((await running.get(path('summary.csv'), key)).status).toBe(401);
      expect(await forget(key ?? '')).toBe(401);
    }
    const { body } = await running.get<RecordedSummary>(path('summary'), joined.rejoinKey);
    expect(body.totals.bites).toBe(1);
  });

  it('is deleted for good, at the table too, also what is reported again or late', async () => {
    expect(await forget()).toBe(204);
    expect(await forget()).toBe(204);
    await worker.report(bitten());
    await eventually(() => worker.kept.at(-1) === sequence);
    const { body } = await running.get<RecordedSummary>(path('summary'), joined.rejoinKey);
    expect(body).toMatchObject({ totals: { bites: 0, sips: 0 }, stays: [], events: [] });
    const table = await running.get<TableMotions>(`/api/meals/${meal.mealId}/motions`, joined.rejoinKey);
    expect(table.body.motions).toMatchObject([{ totals: { bites: 0, sips: 0 } }]);
  });
});
