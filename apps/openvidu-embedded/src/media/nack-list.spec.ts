import fc from 'fast-check';
import { MAXIMUM_LOST, MAXIMUM_REQUESTS, NackList, REPEAT_INTERVAL } from './nack-list';

function receiveAll(list: NackList, sequenceNumbers: readonly number[], now = 0): void {
  for (const sequenceNumber of sequenceNumbers) list.receive(sequenceNumber, now);
}

describe('NackList', () => {
  it('asks for nothing while nothing is missing', () => {
    const list = new NackList();
    receiveAll(list, [7, 8, 9]);
    expect(list.takeDue(0)).toEqual([]);
    expect(list.nextDueAt).toBeUndefined();
  });

  it('asks at once for what a gap left out, also across the wrap', () => {
    const list = new NackList();
    receiveAll(list, [65_533, 2]);
    expect(list.takeDue(0)).toEqual([65_534, 65_535, 0, 1]);
  });

  it('notices a loss that follows one across the wrap', () => {
    const list = new NackList();
    receiveAll(list, [65_534, 1, 2, 3, 5]);
    expect(list.takeDue(0)).toEqual([65_535, 0, 4]);
  });

  it('no longer asks for what came late', () => {
    const list = new NackList();
    receiveAll(list, [10, 13, 11]);
    expect(list.takeDue(0)).toEqual([12]);
    list.receive(12, 1);
    expect(list.takeDue(REPEAT_INTERVAL * 5)).toEqual([]);
  });

  it('repeats after the interval and gives up in the end', () => {
    const list = new NackList();
    receiveAll(list, [10, 12]);
    expect(list.takeDue(0)).toEqual([11]);
    expect(list.takeDue(REPEAT_INTERVAL - 1)).toEqual([]);
    expect(list.nextDueAt).toBe(REPEAT_INTERVAL);
    const repeats = Array.from({ length: 20 }, (_, round) => list.takeDue(REPEAT_INTERVAL * (round + 1)).length);
    expect(repeats.reduce((sum, count) => sum + count, 0)).toBe(MAXIMUM_REQUESTS - 1);
    expect(list.nextDueAt).toBeUndefined();
  });

  it('gives everything up and calls for a keyframe when too much is missing', () => {
    const list = new NackList();
    expect(list.receive(0, 0)).toBe(true);
    expect(list.receive(MAXIMUM_LOST + 2, 0)).toBe(false);
    expect(list.takeDue(0)).toEqual([]);
  });

  it('asks for exactly the missing packets, whatever is lost around the wrap', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 65_400, max: 65_535 }),
        fc.array(fc.boolean(), { maxLength: 300 }),
        (first, lost) => {
          const list = new NackList();
          const numbers = lost.map((_, offset) => (first + 1 + offset) % 65_536);
          const kept = numbers.filter((_, offset) => !lost[offset]);
          receiveAll(list, [first, ...kept]);
          const lastKept = lost.lastIndexOf(false);
          expect(list.takeDue(0)).toEqual(numbers.filter((_, offset) => lost[offset] && offset < lastKept));
        },
      ),
    );
  });
});
