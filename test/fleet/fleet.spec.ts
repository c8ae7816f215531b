import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { AdminSessions } from '@bapsang/shared';
import { setTimeout as sleep } from 'node:timers/promises';
import { formatGaps, formatReport } from '../../tools/load/load-report';
import type { SyntheticMeals } from '../../tools/load/synthetic-meals';
import type { SyntheticParticipant } from '../../tools/load/synthetic-participant';
import { eventuallyTrue } from '../support/eventually';
import { Fleet } from '../support/fleet/fleet';
import { ARTIFACTS } from '../support/running-system';

const PARTICIPANTS = 60;

/** Which frames are bites, of everybody. */
const SEED = 20_261_123;

/** How long everybody eats between two disturbances, so that each is seen alone, ms. */
const BETWEEN = 6000;

/** How long PostgreSQL is away, ms. */
const OUTAGE = 3000;

/** Until everybody is looked at again, on a busy machine, ms. */
const RECOVERY = 30_000;

/** Until everything that was seen is in the journal, ms. */
const SETTLING = 20_000;

describe('a fleet of three workers behind two apis', () => {
  let fleet: Fleet;
  let meals: SyntheticMeals;
  const told: string[] = [];

  beforeAll(async () => {
    fleet = await Fleet.start({ name: 'fleet', apis: 2, workers: 3 });
    meals = await fleet.participants(PARTICIPANTS, { seed: SEED });
  }, 90_000);

  afterAll(() => fleet.close(), 30_000);

  function everybody(): readonly SyntheticParticipant[] {
    return meals.participants;
  }

  /** Does something to the fleet, and waits until everybody is looked at by a worker that runs. */
  async function disturb(what: string, act: () => unknown): Promise<void> {
    const begun = Date.now();
    const framesBefore = new Map(everybody().map((guest) => [guest, guest.record.framesSeen]));
    await act();
    const acted = Date.now() - begun;
    const isSeen = (guest: SyntheticParticipant): boolean =>
      guest.status === 'active' &&
      guest.record.framesSeen > (framesBefore.get(guest) ?? 0) &&
      fleet.runningWorkers.some(({ url }) => url === guest.worker);
    await eventuallyTrue(`everybody is looked at after: ${what}`, () => everybody().every(isSeen), acted + RECOVERY);
    const gaps = everybody()
      .map(({ record }) => longestSince(record.gaps, begun))
      .filter((gap) => gap > 0);
    const without =
      gaps.length === 0 ? 'nobody' : `${gaps.length} participants, the longest for ${Math.max(...gaps)} ms,`;
    told.push(`${what} (took ${(acted / 1000).toFixed(1)} s): ${without} without recognition for more than a second`);
    await sleep(BETWEEN);
  }

  it('loses no bite and counts none twice when workers and apis come and go, hang and are cut off, and Redis forgets everything', async () => {
    await sleep(BETWEEN);
    await disturb('a worker drained', async () => {
      await expect(fleet.worker(0).drain()).resolves.toBe(0);
    });
    await disturb('a worker added', () => fleet.addWorker());
    await disturb('a worker killed', () => fleet.worker(1).kill());
    await disturb('an api killed', () => fleet.api(0).kill());
    await disturb('the api started again', () => fleet.api(0).restart());
    await disturb('Redis restarted, empty', () => fleet.redis.restart());
    await disturb('PostgreSQL away for a while', async () => {
      await fleet.postgres.stop();
      await sleep(OUTAGE);
      await fleet.postgres.resume();
    });
    await disturb('another worker added', () => fleet.addWorker());
    await disturb('the link of a worker swallows everything', () => fleet.worker(2).swallowLink());
    await disturb('a worker hangs', () => fleet.worker(3).freeze());
    await fleet.stopEating();
    let comparison = await fleet.compareWithJournal();
    await eventuallyTrue(
      'every bite that a worker acknowledged is in the journal',
      async () => (comparison = await fleet.compareWithJournal()).lost.length === 0,
      SETTLING,
    ).catch(() => undefined);
    const { lost, twice, invented, acknowledged, counted, inDoubt, inDoubtCounted } = comparison;
    report([
      `bites acknowledged by workers: ${acknowledged}; in the journal: ${counted}; not answered because a part was killed: ` +
        `${inDoubt}, of which in the journal: ${inDoubtCounted}`,
    ]);
    expect({ lost, twice, invented }).toEqual({ lost: [], twice: [], invented: [] });
    expect(counted).toBe(acknowledged + inDoubtCounted);
    expect(acknowledged).toBeGreaterThan(PARTICIPANTS);
  }, 200_000);

  it('has told every table what the journal holds', async () => {
    const totals = await fleet.journalTotals();
    await eventuallyTrue(
      'the tables have heard the totals of the journal',
      () =>
        everybody().every(
          ({ participantId, table }) =>
            (table.totalsOf(participantId)?.bites ?? 0) === (totals.get(participantId) ?? 0),
        ),
      SETTLING,
    );
  }, 30_000);

  it('lists the same sessions from either api, with everybody and all that they have had', async () => {
    const list = (number: number): Promise<AdminSessions> => fleet.api(number).activeSessions();
    // Everybody rests by now, but what the last bites led to may still be on its way.
    await eventuallyTrue('both list the same', async () => isDeepStrictEqual(await list(0), await list(1)), SETTLING);
    const listed = (await list(0)).sessions.flatMap(({ participants }) => participants);
    const bites = new Map(listed.map(({ participantId = '', totals }) => [participantId, totals.bites]));
    const totals = await fleet.journalTotals();
    expect(bites).toEqual(
      new Map(everybody().map(({ participantId }) => [participantId, totals.get(participantId) ?? 0])),
    );
  }, 30_000);

  /** Prints what happened and leaves it in the artifacts. */
  function report(figures: readonly string[]): void {
    const text = [...told, ...figures, '', formatReport(everybody()), '', formatGaps(everybody()), ''].join('\n');
    mkdirSync(ARTIFACTS, { recursive: true });
    writeFileSync(join(ARTIFACTS, 'fleet.txt'), text);
    process.stdout.write(`${text}\n`);
  }
});

function longestSince(gaps: readonly { readonly from: number; readonly duration: number }[], begun: number): number {
  return Math.max(0, ...gaps.filter(({ from, duration }) => from + duration >= begun).map(({ duration }) => duration));
}
