import type { EatingEvent } from '@bapsang/shared';
import { generateSequence } from '../generator/generate-sequences';
import type { LabelledSequence } from '../sequences/labelled-sequence';
import { addFalseEvents, AGAIN, findFalseEvents, NOTHING_NOTED, onNegatives } from './false-events';

const told = (contactAt: number): EatingEvent => ({
  ...{ kind: 'bite', beganAt: contactAt - 500, contactAt, endedAt: contactAt + 500, confidence: 0.5 },
});

const [frame] = generateSequence(1, 1, 'still').frames;
const sequence: LabelledSequence = {
  ...generateSequence(1, 1, 'still'),
  frames: [frame!, { ...frame!, capturedAt: frame!.capturedAt + 60_000 }],
  intakes: [{ kind: 'sip', beganAt: 9000, contactAt: 10_000, endedAt: 14_000 }],
  negatives: [
    { from: 20_000, to: 26_000, what: 'phone' },
    { from: 40_000, to: 46_000, what: 'phone' },
  ],
};

describe('findFalseEvents()', () => {
  const found = findFalseEvents(sequence, [told(10_300), told(13_000), told(25_000), told(26_900), told(33_000)]);

  it('counts what is no intake by what goes on meanwhile', () => {
    expect(found.minutes).toBe(1);
    expect(found.count).toBe(4);
    expect(Object.fromEntries(found.by)).toEqual({
      phone: { minutes: 0.2, count: 2 },
      [AGAIN]: { minutes: 0, count: 1 },
      [NOTHING_NOTED]: { minutes: 0, count: 1 },
    });
  });

  it('knows which fall on negatives', () => expect(onNegatives(found)).toEqual({ minutes: 0.2, count: 2 }));

  it('adds up', () => {
    const twice = addFalseEvents([found, found]);
    expect([twice.minutes, twice.count, onNegatives(twice).count]).toEqual([2, 8, 4]);
  });
});
