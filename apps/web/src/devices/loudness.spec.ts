import { HeldLoudness } from './loudness';
import { levelOf } from './level-meter';

/** A tone of an amplitude, full scale being 1. */
function tone(amplitude: number): Float32Array {
  return Float32Array.from({ length: 1024 }, (_, index) => amplitude * Math.sin(index / 5));
}

describe('HeldLoudness', () => {
  it.each([
    [0, 'silent'],
    [0.001, 'silent'],
    [0.008, 'quiet'],
    [0.05, 'good'],
    [0.2, 'good'],
    [1, 'loud'],
  ])('names a tone of amplitude %p %s', (amplitude, loudness) => {
    expect(new HeldLoudness().take(levelOf(tone(amplitude)))).toBe(loudness);
  });

  it('does not falter between two words, and hears silence after a while', () => {
    const held = new HeldLoudness();
    expect(held.take(0.6)).toBe('good');
    expect(held.take(0)).toBe('good');
    for (let reading = 0; reading < 20; reading += 1) held.take(0);
    expect(held.take(0)).toBe('silent');
  });
});
