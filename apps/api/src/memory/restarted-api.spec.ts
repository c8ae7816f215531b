import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MotionReport, TableMotions } from '@bapsang/shared';
import { RunningApi } from '../testing/running-api.spec-support';
import { DiallingWorker, report } from '../testing/worker.spec-support';

const bite = { kind: 'bite', beganAt: 1, contactAt: 1, endedAt: 2, confidence: 1 } as const;

describe('an api that was killed and started again', () => {
  let folder: string;
  let before: RunningApi;
  let after: RunningApi | undefined;
  let worker: DiallingWorker | undefined;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'restarted-api-'));
    before = await RunningApi.start({ API_MEMORY_FILE: join(folder, 'before.jsonl') });
  });

  afterEach(async () => {
    worker?.close();
    await before.close();
    await after?.close();
    rmSync(folder, { recursive: true });
  });

  /** Starts another api with what the file holds at this moment, as if the first had been killed now. */
  async function restart(): Promise<RunningApi> {
    const file = join(folder, 'after.jsonl');
    copyFileSync(join(folder, 'before.jsonl'), file);
    after = await RunningApi.start({ API_MEMORY_FILE: file });
    return after;
  }

  it('goes on with the totals, and counts nothing twice that is reported again', async () => {
    const { mealId } = await before.createMeal();
    const { participantId, rejoinKey } = await before.join(mealId);
    const bitten = (sequence: number): MotionReport => report({ mealId, participantId, sequence, events: [bite] });
    worker = await DiallingWorker.register(before.api.url, 'w1');
    await worker.report(bitten(1), bitten(2));
    worker.close();

    const restarted = await restart();
    worker = await DiallingWorker.register(restarted.api.url, 'w1');
    await expect(worker.report(bitten(2), bitten(3))).resolves.toMatchObject({ accepted: true, upTo: 3 });
    const { body } = await restarted.get<TableMotions>(`/api/meals/${mealId}/motions`, rejoinKey);
    expect(body.motions).toMatchObject([{ participantId, totals: { bites: 3, sips: 0 } }]);
  });

  it('still lets nobody in whom the host removed, nor anybody to a meal that is over', async () => {
    const removing = await before.createMeal();
    const guest = await before.join(removing.mealId);
    const ending = await before.createMeal();
    const bearer = (key: string): RequestInit => ({ method: 'DELETE', headers: { Authorization: `Bearer ${key}` } });
    const path = `/api/meals/${removing.mealId}/participants/${guest.participantId}`;
    expect((await before.request(path, bearer(removing.hostKey))).status).toBe(204);
    expect((await before.request(`/api/meals/${ending.mealId}`, bearer(ending.hostKey))).status).toBe(204);

    const restarted = await restart();
    await expect(restarted.join(removing.mealId, { rejoinKey: guest.rejoinKey })).resolves.toMatchObject({
      code: 'removed_from_meal',
    });
    await expect(restarted.join(ending.mealId)).resolves.toMatchObject({ code: 'meal_not_found' });
    await expect(restarted.join(removing.mealId)).resolves.toHaveProperty('token');
  });
});
