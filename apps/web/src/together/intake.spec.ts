import { MotionSignal, parse } from '@bapsang/shared';
import fc from 'fast-check';
import { type Intake, IntakeReader } from './intake';
import { DIFFERENCE_LASTS, SenderClocks } from './sender-clocks';

function signalOf(
  participantId: string,
  sequence: number,
  capturedAt: number,
  contacts: readonly number[],
  connectionId = `con_${participantId}`,
): MotionSignal {
  return parse(MotionSignal, {
    participantId,
    connectionId,
    sequence,
    recognition: 'active',
    motion: 'drink',
    confidence: 1,
    since: capturedAt,
    capturedAt,
    events: contacts.map((contactAt) => ({
      kind: 'sip',
      beganAt: contactAt - 300,
      contactAt,
      endedAt: contactAt + 300,
      confidence: 1,
    })),
    totals: { bites: 0, sips: sequence },
  });
}

const byTime = (intakes: readonly Intake[]): readonly Intake[] => [...intakes].sort((one, other) => one.at - other.at);

describe('SenderClocks', () => {
  it('takes the quickest message as the measure, for as long as it is of late', () => {
    const clocks = new SenderClocks();
    clocks.observe('con', 1000, 5900);
    clocks.observe('con', 2000, 6300);
    clocks.observe('con', 3000, 9000);
    expect(clocks.localTime('con', 3000)).toBe(7300);
    clocks.observe('con', 120_000, 6300 + DIFFERENCE_LASTS + 1);
    expect(clocks.localTime('con', 120_000)).toBe(126_000);
    expect(clocks.localTime('other', 1)).toBeUndefined();
  });

  it('is never further off than the quickest message took, whatever the clocks show', () => {
    const ways = fc.array(fc.integer({ min: 0, max: 5000 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(ways, fc.integer({ min: -(2 ** 40), max: 2 ** 40 }), (took, offset) => {
        const clocks = new SenderClocks();
        took.forEach((way, index) => clocks.observe('con', index * 100 + offset, index * 100 + way));
        expect(clocks.localTime('con', 50 + offset)).toBe(50 + Math.min(...took));
      }),
    );
  });
});

describe('IntakeReader', () => {
  it('reads a sip once, on this browser’s clock', () => {
    const reader = new IntakeReader();
    const told = signalOf('a', 1, 10_000, [9000]);
    expect(reader.read(told, 500_100)).toEqual([{ participantId: 'a', kind: 'sip', at: 499_100 }]);
    expect(reader.read(told, 500_200)).toEqual([]);
    expect(reader.read(signalOf('a', 9, 10_000, [9000], 'another'), 500_300)).toEqual([]);
  });

  it('never reads a moment that is still to come', () => {
    expect(new IntakeReader().read(signalOf('a', 1, 1000, [90_000]), 5000)[0]?.at).toBe(5000);
  });

  it('reads the same whatever the clock of the sender shows', () => {
    const meal = fc.array(
      fc.record({ gap: fc.integer({ min: 1, max: 20_000 }), took: fc.integer({ min: 0, max: 3000 }) }),
      { maxLength: 30 },
    );
    const offset = fc.integer({ min: -(2 ** 35), max: 2 ** 40 });
    fc.assert(
      fc.property(meal, offset, (steps, shift) => {
        const readWith = (shifted: number): readonly Intake[] => {
          const reader = new IntakeReader();
          let now = 1_000_000;
          return steps.flatMap(({ gap, took }, index) => {
            now += gap;
            const motion = signalOf('a', index + 1, now + shifted, [now + shifted - 700]);
            return reader.read(motion, now + took);
          });
        };
        expect(readWith(shift)).toEqual(readWith(0));
      }),
    );
  });

  it('reads each sip once, however often and in whatever order it is told', () => {
    const contacts = fc.uniqueArray(fc.integer({ min: 0, max: 100_000 }), { maxLength: 20 });
    const orders = contacts.chain((moments) =>
      fc.tuple(fc.constant(moments), fc.shuffledSubarray([...moments, ...moments], { minLength: 2 * moments.length })),
    );
    fc.assert(
      fc.property(orders, ([moments, told]) => {
        const reader = new IntakeReader();
        // One frame that came at once tells how the clocks differ.
        reader.read(signalOf('a', 0, 200_000, []), 200_000);
        const read = told.flatMap((at, index) => reader.read(signalOf('a', index, 100_500, [at]), 200_000 + index));
        const expected = moments.map((at): Intake => ({ participantId: 'a', kind: 'sip', at }));
        expect(byTime(read)).toEqual(byTime(expected));
      }),
    );
  });
});
