import fc from 'fast-check';
import { EventQueue } from './event-queue';

describe('EventQueue', () => {
  it('lets everything happen in the order of its moments, and of asking where those are the same', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 20 })), (moments) => {
        const queue = new EventQueue(0);
        const happened: [number, number][] = [];
        moments.forEach((at, order) => queue.at(at, () => happened.push([queue.now, order])));
        queue.runUntil(100);
        const expected = moments.map((at, order): [number, number] => [at, order]);
        expect(happened).toEqual(expected.sort(([one, a], [other, b]) => one - other || a - b));
      }),
    );
  });

  it('lets happen what is asked for meanwhile, and keeps what is due later', () => {
    const queue = new EventQueue(10);
    const happened: number[] = [];
    const every = (): void => {
      happened.push(queue.now);
      queue.after(5, every);
    };
    queue.after(5, every);
    queue.runUntil(25);
    expect(happened).toEqual([15, 20]);
    expect(queue.now).toBe(25);
    queue.runUntil(26);
    expect(happened).toEqual([15, 20, 25]);
  });

  it('refuses a moment that is over', () => {
    expect(() => new EventQueue(10).at(9, () => undefined)).toThrow(RangeError);
  });
});
