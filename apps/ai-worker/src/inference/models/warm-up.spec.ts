import { RULES } from '@bapsang/recognition/motion/motion-model';
import { MotionTracker } from '@bapsang/recognition/motion/motion-tracker';
import { madeUpWindow } from './made-up-window';
import { warmUp } from './warm-up';

describe('warmUp', () => {
  it('has nothing against the rules', () => {
    expect(() => warmUp(RULES)).not.toThrow();
  });

  it('shows a model somebody who takes a bite', () => {
    const tracker = new MotionTracker();
    const events = madeUpWindow().flatMap((frame) => tracker.update(frame).events);
    expect(events).toMatchObject([{ kind: 'bite' }]);
  });
});
