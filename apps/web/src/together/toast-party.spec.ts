import fc from 'fast-check';
import { PARTY_LASTS, PARTY_SETTLES, STILL_FRESH, ToastParty } from './toast-party';
import { findToasts, TOAST_COOL_DOWN } from './toasts';

const toast = { at: 1000, participantIds: ['a', 'b'] };

describe('ToastParty', () => {
  it('celebrates a toast at once, says who takes part a little later, and comes to an end', () => {
    const party = new ToastParty();
    expect(party.at([toast], 2000)).toEqual({ toast, settled: false });
    expect(party.at([toast], 2000 + PARTY_SETTLES)).toEqual({ toast, settled: true });
    expect(party.at([toast], 2000 + PARTY_LASTS)).toBeUndefined();
    expect(party.at([toast], 2000 + PARTY_LASTS + 1)).toBeUndefined();
  });

  it('leaves a toast alone of which it hears too late', () => {
    expect(new ToastParty().at([toast], toast.at + STILL_FRESH + 1)).toBeUndefined();
  });

  it('shows who joins, without beginning again', () => {
    const party = new ToastParty();
    party.at([toast], 2000);
    const joined = { ...toast, participantIds: ['a', 'b', 'c'] };
    expect(party.at([joined], 2000 + PARTY_SETTLES)).toEqual({ toast: joined, settled: true });
    expect(party.at([joined], 2000 + PARTY_LASTS)).toBeUndefined();
  });

  it('does not celebrate again when a sip told late moves the beginning of a toast', () => {
    const party = new ToastParty();
    party.at([toast], 2000);
    expect(party.at([{ ...toast, at: 0 }], 2000 + PARTY_LASTS)).toBeUndefined();
    expect(party.at([{ ...toast, at: toast.at + 2000 }], 2000 + PARTY_LASTS)).toBeUndefined();
  });

  it('begins celebrations at least as far apart as toasts are without the time until they are told, never twice for one', () => {
    const told = fc.array(
      fc.record({
        participantId: fc.constantFrom('a', 'b', 'c'),
        at: fc.integer({ min: 0, max: 120_000 }),
        delay: fc.integer({ min: 0, max: 30_000 }),
      }),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(told, (sips) => {
        const party = new ToastParty();
        const known: { participantId: string; kind: 'sip'; at: number }[] = [];
        const beginnings: number[] = [];
        let celebrating = false;
        for (let now = 0; now <= 160_000; now += 1000) {
          for (const { participantId, at, delay } of sips) {
            const comesAt = at + delay;
            if (comesAt > now - 1000 && comesAt <= now) known.push({ participantId, kind: 'sip', at });
          }
          const celebrated = party.at(findToasts(known), now) !== undefined;
          if (celebrated && !celebrating) beginnings.push(now);
          celebrating = celebrated;
        }
        beginnings.forEach((now, index) => {
          const before = beginnings[index - 1] ?? -Infinity;
          expect(now - before).toBeGreaterThanOrEqual(TOAST_COOL_DOWN - STILL_FRESH);
        });
        expect(beginnings.length).toBeLessThanOrEqual(Math.ceil(160_000 / TOAST_COOL_DOWN));
      }),
    );
  });
});
