import { MemoryJournal } from '../journal/memory-journal';
import { MemorySharedState } from '../state/memory-shared-state';
import type { SharedState } from '../state/shared-state';
import { FailingJournal } from '../testing/failing-journal.spec-support';
import { SharedRedis } from '../testing/shared-redis.spec-support';
import { silentLogger } from '../testing/silent-logger.spec-support';
import { Clock } from '../time/clock';
import { HostDecisions } from './host-decisions';

let journal: FailingJournal;

beforeEach(() => {
  journal = new FailingJournal(new MemoryJournal(new Clock()));
});

function decisionsOver(state: SharedState): HostDecisions {
  return new HostDecisions(state, journal, silentLogger);
}

describe('HostDecisions', () => {
  it('remember who was removed from which meal, and which meals are over', async () => {
    const decisions = decisionsOver(new MemorySharedState(new Clock()));
    await expect(decisions.remove('m1', 'p1')).resolves.toBe(true);
    await expect(decisions.end('m2')).resolves.toBe(true);
    const removed = [decisions.isRemoved('m1', 'p1'), decisions.isRemoved('m2', 'p1'), decisions.isRemoved('m1', 'p2')];
    await expect(Promise.all(removed)).resolves.toEqual([true, false, false]);
    await expect(Promise.all([decisions.isOver('m1'), decisions.isOver('m2')])).resolves.toEqual([false, true]);
  });

  it('can be undone, and tell whether they are new', async () => {
    const decisions = decisionsOver(new MemorySharedState(new Clock()));
    await decisions.remove('m1', 'p1');
    await decisions.end('m1');
    await expect(Promise.all([decisions.remove('m1', 'p1'), decisions.end('m1')])).resolves.toEqual([false, false]);
    await decisions.readmit('m1', 'p1');
    await decisions.resume('m1');
    await expect(Promise.all([decisions.isRemoved('m1', 'p1'), decisions.isOver('m1')])).resolves.toEqual([
      false,
      false,
    ]);
  });
});

describe('HostDecisions of two instances of the api over one Redis', () => {
  let redis: SharedRedis;
  let one: HostDecisions;
  let other: HostDecisions;

  beforeEach(async () => {
    redis = await SharedRedis.start();
    [one, other] = [decisionsOver(await redis.open()), decisionsOver(await redis.open())];
  });

  afterEach(() => redis.close());

  it('are the same, also those that are made at once', async () => {
    const ids = ['p1', 'p2', 'p3', 'p4'];
    await Promise.all([...ids.map((id, index) => (index % 2 ? one : other).remove('m', id)), one.end('m')]);
    for (const decisions of [one, other]) {
      await expect(Promise.all(ids.map((id) => decisions.isRemoved('m', id)))).resolves.toEqual(ids.map(() => true));
      await expect(decisions.isOver('m')).resolves.toBe(true);
    }
  });

  it('are read from the journal when Redis was restarted empty', async () => {
    await journal.decide({ kind: 'removed', mealId: 'm', participantId: 'p1' });
    await journal.decide({ kind: 'ended', mealId: 'over' });
    await one.remove('m', 'p2');
    await redis.restart();
    await expect(Promise.all([other.isRemoved('m', 'p1'), other.isRemoved('m', 'p2')])).resolves.toEqual([true, false]);
    await expect(Promise.all([other.isOver('m'), one.isOver('over')])).resolves.toEqual([false, true]);
  });

  it('are those of the journal while Redis is away, and cannot be made then', async () => {
    await journal.decide({ kind: 'removed', mealId: 'm', participantId: 'p1' });
    await redis.server.close();
    await expect(Promise.all([one.isRemoved('m', 'p1'), one.isOver('m')])).resolves.toEqual([true, false]);
    await expect(one.end('m')).rejects.toMatchObject({ code: 'not_ready' });
    journal.away = true;
    await expect(one.isOver('m')).rejects.toMatchObject({ code: 'not_ready' });
  });

  it('are completed from the journal once it can be read', async () => {
    await journal.decide({ kind: 'removed', mealId: 'm', participantId: 'p1' });
    journal.away = true;
    await expect(one.isRemoved('m', 'p1')).resolves.toBe(false);
    await one.remove('m', 'p2');
    journal.away = false;
    await expect(Promise.all([other.isRemoved('m', 'p1'), other.isRemoved('m', 'p2')])).resolves.toEqual([true, true]);
  });
});
