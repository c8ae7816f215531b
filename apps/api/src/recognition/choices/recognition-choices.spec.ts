import { MemoryJournal } from '../../journal/memory-journal';
import { SharedRedis } from '../../testing/shared-redis.spec-support';
import { silentLogger } from '../../testing/silent-logger.spec-support';
import { Clock } from '../../time/clock';
import { SeatStore } from '../table/seat-store';
import { RecognitionChoices } from './recognition-choices';

const minji = { mealId: 'm', participantId: 'minji', connectionId: 'con_1' };

describe('RecognitionChoices of two instances of the api', () => {
  let redis: SharedRedis;
  let one: RecognitionChoices;
  let other: RecognitionChoices;

  beforeEach(async () => {
    redis = await SharedRedis.start();
    const journal = new MemoryJournal(new Clock());
    [one, other] = await Promise.all(
      [1, 2].map(async () => {
        const state = await redis.open();
        return new RecognitionChoices(new SeatStore(state, journal, new Clock(), silentLogger));
      }) as [Promise<RecognitionChoices>, Promise<RecognitionChoices>],
    );
  });

  afterEach(() => redis.close());

  it('know what was chosen last, for each meal on its own', async () => {
    await one.take(minji, { choice: 'server', chosenAt: undefined }, 1);
    await expect(other.take(minji, { choice: 'none', chosenAt: 5 }, 2)).resolves.toMatchObject({ before: 'server' });
    await expect(one.of(minji)).resolves.toEqual({ choice: 'none', connectionId: 'con_1', chosenAt: 5 });
    await expect(one.of({ ...minji, mealId: 'other' })).resolves.toBeUndefined();
  });

  it('let the latest choice count, in whatever order they come', async () => {
    await one.take(minji, { choice: 'none', chosenAt: 5 }, 1);
    await expect(other.takeLatest(minji, { choice: 'server', chosenAt: 4 }, 2)).resolves.toBeUndefined();
    await expect(other.of(minji)).resolves.toMatchObject({ choice: 'none' });
    await expect(other.takeLatest(minji, { choice: 'server', chosenAt: 5 }, 2)).resolves.toMatchObject({
      before: 'none',
    });
    await expect(one.of(minji)).resolves.toMatchObject({ choice: 'server' });
  });

  it('take one of two that are made at once after the other', async () => {
    const choices = [4, 9, 7, 8, 3].map(
      (chosenAt) => ({ choice: chosenAt === 9 ? 'none' : 'device', chosenAt }) as const,
    );
    await Promise.all(choices.map((made, index) => (index % 2 ? one : other).takeLatest(minji, made, index)));
    await expect(one.of(minji)).resolves.toMatchObject({ choice: 'none', chosenAt: 9 });
  });

  it('know nothing any more when Redis was restarted empty', async () => {
    await one.take(minji, { choice: 'server', chosenAt: undefined }, 1);
    await redis.restart();
    await expect(other.of(minji)).resolves.toBeUndefined();
  });

  it('tell a table that knows otherwise of the choice of who sits down, and nobody else', async () => {
    await expect(one.take(minji, { choice: 'server', chosenAt: undefined }, 1)).resolves.toMatchObject({
      change: undefined,
    });
    await one.take(minji, { choice: 'none', chosenAt: 5 }, 2);
    const { change } = await other.take(minji, { choice: 'device', chosenAt: undefined }, 3);
    expect(change).toMatchObject({ mealId: 'm', signal: { recognition: 'paused', capturedAt: 5 } });
  });
});
