import fc from 'fast-check';
import { ReportAccount } from './report-account';

describe('ReportAccount', () => {
  it('counts what needs no journal as kept as soon as it is taken', () => {
    const account = new ReportAccount();
    account.take([1, 2, 3], []);
    expect([account.taken, account.kept]).toEqual([3, 3]);
  });

  it('keeps up to where nothing is missing in the journal', () => {
    const account = new ReportAccount();
    account.take([1, 2, 3, 4], [2, 4]);
    expect(account.kept).toBe(1);
    account.keep([4]);
    expect(account.kept).toBe(1);
    account.keep([2]);
    expect(account.kept).toBe(4);
  });

  it('begins where the worker begins on this link', () => {
    const account = new ReportAccount();
    account.take([101, 102], [102]);
    expect([account.taken, account.kept]).toEqual([102, 101]);
  });

  it('lets nothing pass what was refused until it comes again', () => {
    const account = new ReportAccount();
    account.take([1, 2], []);
    account.refuse(3);
    expect([account.admits(4), account.admits(3), account.admits(1)]).toEqual([false, true, true]);
    account.take([3, 4], []);
    expect([account.taken, account.admits(5)]).toEqual([4, true]);
  });

  it('never says that something is kept which was refused or is not in the journal', () => {
    const batch = fc.record({ size: fc.integer({ min: 1, max: 4 }), fails: fc.boolean(), keeps: fc.boolean() });
    fc.assert(
      fc.property(fc.array(batch, { maxLength: 30 }), (batches) => {
        const account = new ReportAccount();
        const kept = new Set<number>();
        let first = 1;
        for (const { size, fails, keeps } of batches) {
          const sequences = Array.from({ length: size }, (_, index) => first + index);
          if (fails) account.refuse(first);
          else {
            account.take(sequences, sequences);
            first += size;
            if (keeps) for (const sequence of sequences) kept.add(sequence);
            if (keeps) account.keep(sequences);
          }
          for (let sequence = 1; sequence <= account.kept; sequence += 1) expect(kept.has(sequence)).toBe(true);
          expect(account.taken).toBe(first - 1);
        }
      }),
    );
  });
});
