import { Random } from '../openvidu-fuzz/random';
import { EVENING, ORDINARY_EVENING, playEvening, type Stay } from './evening';
import { MINUTE, timeOfDay } from './time-of-day';

/** The most stays at once. */
function mostAtOnce(stays: readonly Stay[]): number {
  const changes = stays.flatMap(({ from, until }): [number, number][] => [
    [from, 1],
    [until, -1],
  ]);
  let [now, most] = [0, 0];
  for (const [, change] of changes.sort(([one], [other]) => one - other)) most = Math.max(most, (now += change));
  return most;
}

describe('playEvening', () => {
  const stays = playEvening(ORDINARY_EVENING, new Random(1));

  it('has about as many participants at once as it should', () => {
    const wanted = ORDINARY_EVENING.participants;
    for (const seed of [1, 2, 3]) {
      const most = mostAtOnce(playEvening(ORDINARY_EVENING, new Random(seed)));
      expect(most).toBeGreaterThan(0.95 * wanted);
      expect(most).toBeLessThan(1.05 * wanted);
    }
  });

  it('is thousands of meals of two to twelve', () => {
    const seats = new Map<number, number>();
    for (const { mealId } of stays) seats.set(mealId, (seats.get(mealId) ?? 0) + 1);
    expect(seats.size).toBeGreaterThan(5_000);
    expect(Math.max(...seats.values())).toBe(12);
  });

  it('lets everybody come in order, during the evening, and leave after that', () => {
    const wrong = stays.filter(
      ({ from, until }, index) =>
        until <= from || until >= EVENING.until || from < (stays[index - 1]?.from ?? EVENING.from),
    );
    expect(wrong).toEqual([]);
  });

  it('has more coming around the half hours', () => {
    const around = (time: string): number => {
      const at = timeOfDay(time);
      return stays.filter(({ from }) => Math.abs(from - at) < 5 * MINUTE).length;
    };
    expect(around('19:00')).toBeGreaterThan(1.5 * around('18:45'));
  });

  it('adds a crowd that comes within two minutes', () => {
    const coming = playEvening({ ...ORDINARY_EVENING, crowd: 0.4 }, new Random(1));
    const crowd = coming.length - stays.length;
    expect(crowd).toBeGreaterThan(3_800);
    expect(crowd).toBeLessThan(4_200);
  });

  it('is the same again with the same seed', () => {
    const again = (seed: number): string => JSON.stringify(playEvening(ORDINARY_EVENING, new Random(seed)));
    expect(again(1) === JSON.stringify(stays)).toBe(true);
    expect(again(2) === JSON.stringify(stays)).toBe(false);
  });
});
