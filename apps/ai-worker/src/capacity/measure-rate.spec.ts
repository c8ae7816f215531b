import { setTimeout as pause } from 'node:timers/promises';
import { measureRate } from './measure-rate';
import { placesFor } from './worker-capacity';

describe('measureRate', () => {
  it('keeps two frames under way, and counts those after the first few', async () => {
    let begun = 0;
    let atOnce = 0;
    let most = 0;
    const look = async (): Promise<void> => {
      begun += 1;
      most = Math.max(most, (atOnce += 1));
      await pause(5);
      atOnce -= 1;
    };
    const rate = await measureRate(look, 100);
    expect(most).toBe(2);
    // Two at a time, 5 ms each or more.
    expect(rate).toBeGreaterThan(0);
    expect(rate).toBeLessThanOrEqual(410);
    expect(begun).toBeGreaterThanOrEqual(6);
  });

  it('fails with the frame that fails', async () => {
    await expect(measureRate(() => Promise.reject(new Error('gone')), 10)).rejects.toThrow('gone');
  });
});

describe('placesFor', () => {
  it('is as many as can have the full rate, at least one table, and never more than the protocol allows', () => {
    expect(placesFor(129, 8)).toBe(16);
    expect(placesFor(3, 8)).toBe(12);
    expect(placesFor(0, 8)).toBe(12);
    expect(placesFor(100_000, 1)).toBe(1000);
  });
});
