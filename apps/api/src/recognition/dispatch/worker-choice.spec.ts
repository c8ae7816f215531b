import fc from 'fast-check';
import { chooseWorker, type WorkerCandidate } from './worker-choice';

interface Named extends WorkerCandidate {
  readonly name: string;
}

function worker(name: string, free: number, places = 10): Named {
  return { name, free, places };
}

/** Gives the numbers one after the other. */
function numbers(...values: readonly number[]): () => number {
  const left = [...values];
  return () => {
    const [next = 0] = left.splice(0, 1);
    return next;
  };
}

describe('chooseWorker()', () => {
  it('chooses none where there is none, or none has a place', () => {
    const none: readonly Named[] = [];
    expect(chooseWorker(none, Math.random)).toBeUndefined();
    expect(chooseWorker([worker('full', 0)], Math.random)).toBeUndefined();
  });

  it('draws in proportion to free places', () => {
    const candidates = [worker('small', 1, 1), worker('full', 0, 5), worker('large', 3, 3)];
    expect(chooseWorker(candidates, numbers(0.24, 0.24, 0.24))?.name).toBe('small');
    expect(chooseWorker(candidates, numbers(0.26, 0.6, 0.999_999))?.name).toBe('large');
  });

  it('takes the emptier one of those that it drew, by their shares, whichever came first', () => {
    const candidates = [worker('large and half empty', 50, 100), worker('small and empty', 5, 5)];
    expect(chooseWorker(candidates, numbers(0, 0, 0.95))?.name).toBe('small and empty');
    expect(chooseWorker(candidates, numbers(0.95, 0, 0))?.name).toBe('small and empty');
    expect(chooseWorker(candidates, numbers(0, 0, 0))?.name).toBe('large and half empty');
  });

  it('always chooses one that has a place, if there is one', () => {
    const places = fc.nat(1000);
    const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    fc.assert(
      fc.property(fc.array(places), fc.tuple(random, random, random), (free, drawn) => {
        const candidates = free.map((each) => ({ free: each, places: 1000 }));
        const chosen = chooseWorker(candidates, numbers(...drawn));
        expect(chosen === undefined).toBe(free.every((each) => each === 0));
        expect(chosen?.free).not.toBe(0);
      }),
    );
  });
});
