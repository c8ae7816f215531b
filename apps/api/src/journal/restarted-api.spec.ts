import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { KeptReports, MotionReport, TableMotions } from '@bapsang/shared';
import type { ApiEnvironment } from '../configuration/api-environment';
import { eventually } from '../testing/eventually.spec-support';
import { PostgresServer } from '../testing/postgres-server.spec-support';
import { RunningApi } from '../testing/running-api.spec-support';
import { DiallingWorker, report } from '../testing/worker.spec-support';

/** An embedded PostgreSQL takes some seconds of processor time to make. */
jest.setTimeout(120_000);

const bite = { kind: 'bite', beganAt: 1, contactAt: 1, endedAt: 2, confidence: 1 } as const;

/** Where the journal is, and where an api finds it that is started after the first was killed. */
interface JournalPlace {
  readonly settings: Partial<ApiEnvironment>;
  readonly settingsAfter: () => Partial<ApiEnvironment>;
  readonly close: () => Promise<void> | void;
}

const places: readonly [string, () => Promise<JournalPlace> | JournalPlace][] = [
  [
    'a folder',
    () => {
      const parent = mkdtempSync(join(tmpdir(), 'restarted-api-'));
      const before = join(parent, 'before');
      let count = 0;
      const settingsAfter = (): Partial<ApiEnvironment> => {
        // What the folder holds at this moment: the first api is not closed, as if it had been killed.
        const after = join(parent, `after-${(count += 1)}`);
        cpSync(join(before, 'data'), join(after, 'data'), { recursive: true });
        return { JOURNAL_FOLDER: after };
      };
      return { settings: { JOURNAL_FOLDER: before }, settingsAfter, close: () => rmSync(parent, { recursive: true }) };
    },
  ],
  [
    'a database',
    async () => {
      const server = await PostgresServer.start();
      const settings = { DATABASE_URL: server.url };
      return { settings, settingsAfter: () => settings, close: () => server.close() };
    },
  ],
];

describe.each(places)('an api that was killed and started again, with its journal in %s', (_name, prepare) => {
  let place: JournalPlace;
  let before: RunningApi;
  let after: RunningApi | undefined;
  let worker: DiallingWorker | undefined;

  beforeAll(async () => {
    place = await prepare();
  });

  afterAll(() => place.close());

  beforeEach(async () => {
    after = undefined;
    before = await RunningApi.start(place.settings);
  });

  afterEach(async () => {
    worker?.close();
    await before.close();
    await after?.close();
  });

  async function restart(): Promise<RunningApi> {
    after = await RunningApi.start(place.settingsAfter());
    return after;
  }

  it('goes on with the totals, and counts nothing twice that is reported again', async () => {
    const { mealId } = await before.createMeal();
    const { participantId, rejoinKey } = await before.join(mealId);
    const bitten = (sequence: number): MotionReport => report({ mealId, participantId, sequence, events: [bite] });
    worker = await DiallingWorker.register(before.api.url, 'w1');
    let keptUpTo = 0;
    worker.socket.on('kept', ({ upTo }: KeptReports) => (keptUpTo = upTo));
    await expect(worker.report(bitten(1), bitten(2))).resolves.toMatchObject({ accepted: true, taken: 2 });
    await eventually(() => keptUpTo === 2);
    worker.close();

    const restarted = await restart();
    worker = await DiallingWorker.register(restarted.api.url, 'w1');
    await expect(worker.report(bitten(2), bitten(3))).resolves.toMatchObject({ accepted: true, taken: 3 });
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
