import fc from 'fast-check';
import { ParticipantPins } from './participant-pins';

const participants = fc.uniqueArray(fc.string(), { maxLength: 40 });
const processes = fc.uniqueArray(fc.integer(), { minLength: 1, maxLength: 6 });

describe('ParticipantPins', () => {
  it('keeps the processes within one participant of each other as they come', () => {
    fc.assert(
      fc.property(participants, processes, (ids, candidates) => {
        const pins = new ParticipantPins<number>();
        for (const id of ids) pins.pin(id, candidates);
        const counts = candidates.map((process) => pins.on(process).length);
        expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
        expect(counts.reduce((sum, count) => sum + count, 0)).toBe(ids.length);
      }),
    );
  });

  it('finds as many to move that everybody has at most an equal share, and no one more', () => {
    fc.assert(
      fc.property(participants, processes, (ids, candidates) => {
        const pins = new ParticipantPins<number>();
        const crowded = candidates[0]!;
        for (const id of ids) pins.pin(id, [crowded]);
        const surplus = pins.surplus(crowded, candidates);
        expect(ids.length - surplus.length).toBe(Math.ceil(ids.length / candidates.length));
      }),
    );
  });

  it('pins nobody where no process works', () => {
    const pins = new ParticipantPins<number>();
    expect(pins.pin('ann', [])).toBeUndefined();
    expect(pins.of('ann')).toBeUndefined();
  });

  it('takes everybody off a lost process and nobody off another', () => {
    const pins = new ParticipantPins<number>();
    pins.pin('ann', [1]);
    pins.pin('bob', [2]);
    pins.clear(1);
    expect(pins.of('ann')).toBeUndefined();
    expect(pins.of('bob')).toBe(2);
  });
});
