import fc from 'fast-check';
import { report } from '../../testing/worker.spec-support';
import { TakenReports } from './taken-reports';

describe('TakenReports', () => {
  it('takes each report of each worker at most once, in order, however batches are cut, shuffled and sent again', () => {
    const batches = fc.array(
      fc.record({
        workerId: fc.constantFrom('w1', 'w2'),
        sequences: fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 8 }),
      }),
    );
    fc.assert(
      fc.property(batches, (sent) => {
        const taken = new TakenReports();
        const seen = new Map<string, number[]>([
          ['w1', []],
          ['w2', []],
        ]);
        for (const { workerId, sequences } of sent) {
          const fresh = taken.takeNew(
            workerId,
            sequences.map((sequence) => report({ sequence })),
          );
          seen.get(workerId)!.push(...fresh.map(({ sequence }) => sequence));
          expect(taken.upTo(workerId)).toBeGreaterThanOrEqual(Math.max(...sequences));
        }
        for (const sequences of seen.values()) {
          expect(sequences).toEqual([...new Set(sequences)].sort((one, other) => one - other));
        }
      }),
    );
  });

  it('takes everything that a worker sends in order over a link that drops acknowledgements', () => {
    const taken = new TakenReports();
    const reports = Array.from({ length: 10 }, (_, index) => report({ sequence: index + 1 }));
    const fresh = [reports.slice(0, 4), reports.slice(0, 7), reports.slice(2)].flatMap((batch) =>
      taken.takeNew('w', batch),
    );
    expect(fresh).toEqual(reports);
  });

  it('keeps account of a limited number of workers, the quietest forgotten first', () => {
    const taken = new TakenReports(2);
    for (const workerId of ['w1', 'w2', 'w1', 'w3']) taken.takeNew(workerId, [report({ sequence: 5 })]);
    expect(['w1', 'w2', 'w3'].map((workerId) => taken.upTo(workerId))).toEqual([5, 0, 5]);
  });
});
