import fc from 'fast-check';
import type { Intake } from './intake';
import { findToasts, TOAST_COOL_DOWN, TOAST_LONGEST, TOAST_WITHIN } from './toasts';

function sip(participantId: string, at: number): Intake {
  return { participantId, kind: 'sip', at };
}

const sips = fc.array(
  fc.record({ participantId: fc.constantFrom('a', 'b', 'c', 'd'), at: fc.integer({ min: 0, max: 200_000 }) }),
  { maxLength: 40 },
);
const asSips = (drawn: readonly { participantId: string; at: number }[]): Intake[] =>
  drawn.map(({ participantId, at }) => sip(participantId, at));

describe('findToasts()', () => {
  it('finds two who drink within a few seconds of each other, from the first of their sips', () => {
    expect(findToasts([sip('b', 3500), sip('a', 1000)])).toEqual([{ at: 1000, participantIds: ['a', 'b'] }]);
  });

  it('is no toast when one drinks twice, or two drink too far apart', () => {
    expect(findToasts([sip('a', 0), sip('a', 1000), sip('b', 1001 + TOAST_WITHIN)])).toEqual([]);
  });

  it('begins with the sip that another one follows soon enough', () => {
    const later = findToasts([sip('a', 0), sip('a', 3000), sip('b', 6000)]);
    expect(later).toEqual([{ at: 3000, participantIds: ['a', 'b'] }]);
  });

  it('takes in who joins while it goes on, but not for ever', () => {
    const joining = findToasts([sip('a', 0), sip('b', 3000), sip('c', 6500), sip('d', 10_500)]);
    expect(joining).toEqual([{ at: 0, participantIds: ['a', 'b', 'c'] }]);
  });

  it('is one toast when the glasses go up again soon, and another one later', () => {
    const again = [sip('a', 0), sip('b', 100), sip('a', 9000), sip('b', 9100)];
    expect(findToasts(again)).toHaveLength(1);
    const later = [sip('a', TOAST_COOL_DOWN), sip('b', TOAST_COOL_DOWN + 100)];
    expect(findToasts([...again, ...later]).map(({ at }) => at)).toEqual([0, TOAST_COOL_DOWN]);
  });

  it('depends neither on the order of the sips nor on their being told twice', () => {
    const orders = sips.chain((drawn) =>
      fc.tuple(fc.constant(drawn), fc.shuffledSubarray([...drawn, ...drawn], { minLength: 2 * drawn.length })),
    );
    fc.assert(
      fc.property(orders, ([drawn, shuffled]) => {
        expect(findToasts(asSips(shuffled))).toEqual(findToasts(asSips(drawn)));
      }),
    );
  });

  it('does not depend on what the time is', () => {
    fc.assert(
      fc.property(sips, fc.integer({ min: 0, max: 2 ** 41 }), (drawn, shift) => {
        const shifted = drawn.map(({ participantId, at }) => sip(participantId, at + shift));
        const expected = findToasts(asSips(drawn)).map((toast) => ({ ...toast, at: toast.at + shift }));
        expect(findToasts(shifted)).toEqual(expected);
      }),
    );
  });

  it('always has two people or more, who drank while it lasted, and a rest before the next', () => {
    fc.assert(
      fc.property(sips, (drawn) => {
        const toasts = findToasts(asSips(drawn));
        toasts.forEach(({ at, participantIds }, index) => {
          expect(new Set(participantIds).size).toBeGreaterThanOrEqual(2);
          expect(participantIds).toHaveLength(new Set(participantIds).size);
          for (const id of participantIds) {
            expect(drawn.some((one) => one.participantId === id && one.at >= at && one.at <= at + TOAST_LONGEST)).toBe(
              true,
            );
          }
          expect(at - (toasts[index - 1]?.at ?? -Infinity)).toBeGreaterThanOrEqual(TOAST_COOL_DOWN);
        });
      }),
    );
  });

  it('misses no two who drank together, unless there was a toast just before', () => {
    fc.assert(
      fc.property(sips, (drawn) => {
        const toasts = findToasts(asSips(drawn));
        for (const one of drawn) {
          const together = drawn.some(
            (other) =>
              other.participantId !== one.participantId && other.at >= one.at && other.at - one.at <= TOAST_WITHIN,
          );
          if (!together) continue;
          expect(toasts.some(({ at }) => at <= one.at && one.at < at + TOAST_COOL_DOWN)).toBe(true);
        }
      }),
    );
  });
});
