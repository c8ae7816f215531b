import { RING_STEPS } from './participant-rhythm';
import { ringPhase } from './ring-phase';

describe('ringPhase()', () => {
  it('has a word for an empty, a filling and a full ring', () => {
    expect([0, RING_STEPS / 2, RING_STEPS - 1, RING_STEPS].map(ringPhase)).toEqual([
      'fresh',
      'between',
      'between',
      'full',
    ]);
  });
});
