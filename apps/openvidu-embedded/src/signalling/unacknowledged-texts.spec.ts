import fc from 'fast-check';
import { UnacknowledgedTexts } from './unacknowledged-texts';

/** Adds a text of some length, or acknowledges a share of what was sent. */
const step = fc.oneof(
  fc.record({ length: fc.integer({ min: 0, max: 20 }) }),
  fc.record({ share: fc.double({ min: 0, max: 1.2, noNaN: true }) }),
);

describe('UnacknowledgedTexts', () => {
  it('repeats nothing that arrived and loses nothing else, in order', () => {
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        const kept = new UnacknowledgedTexts({ texts: 1_000, characters: 1_000_000 });
        const sent: string[] = [];
        let arrived = 0;
        for (const action of steps) {
          if ('length' in action) {
            const text = `${sent.length + 1}:${'x'.repeat(action.length)}`;
            sent.push(text);
            kept.add(text);
            expect(kept.newest).toBe(sent.length);
          } else {
            const number = Math.floor(action.share * sent.length);
            kept.acknowledge(number);
            if (number <= sent.length) arrived = Math.max(arrived, number);
          }
          expect(kept.texts).toEqual(sent.slice(arrived));
        }
      }),
    );
  });

  it('drops the oldest beyond its bounds, and only those', () => {
    const limits = fc.record({ texts: fc.integer({ min: 1, max: 10 }), characters: fc.integer({ min: 1, max: 50 }) });
    fc.assert(
      fc.property(limits, fc.array(fc.string({ maxLength: 20 })), (bounds, sent) => {
        const kept = new UnacknowledgedTexts(bounds);
        for (const text of sent) kept.add(text);
        const fits = (from: number): boolean => {
          const rest = sent.slice(from);
          return rest.length <= bounds.texts && rest.join('').length <= bounds.characters;
        };
        const first = [...sent.keys(), sent.length].find(fits);
        expect(kept.texts).toEqual(sent.slice(first));
      }),
    );
  });

  it('forgets everything when it is cleared', () => {
    const kept = new UnacknowledgedTexts({ texts: 10, characters: 100 });
    kept.add('a');
    kept.clear();
    kept.add('b');
    expect(kept.texts).toEqual(['b']);
    expect(kept.newest).toBe(2);
  });
});
