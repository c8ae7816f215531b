import { generateSequence } from '../generator/generate-sequences';
import { nameOfCondition, underCondition } from './conditions';

describe('underCondition()', () => {
  const sequence = generateSequence(3, 0, 'meal');

  it('changes nothing that arrives slowly and whole', () => {
    expect(underCondition(sequence, { framesPerSecond: 30, drop: 0 }, 1)).toBe(sequence);
  });

  it('loses about the share that is asked for, the same frames for the same seed', () => {
    const condition = { framesPerSecond: 30, drop: 0.2 };
    const { frames } = underCondition(sequence, condition, 1);
    expect(frames.length / sequence.frames.length).toBeGreaterThan(0.7);
    expect(frames.length / sequence.frames.length).toBeLessThan(0.9);
    expect(underCondition(sequence, condition, 1).frames).toEqual(frames);
    expect(underCondition(sequence, condition, 2).frames).not.toEqual(frames);
  });

  it('has a name', () => {
    expect(nameOfCondition({ framesPerSecond: 8, drop: 0 })).toBe('8 frames/s');
    expect(nameOfCondition({ framesPerSecond: 5, drop: 0.2 })).toBe('5 frames/s, 20 % lost');
  });
});
