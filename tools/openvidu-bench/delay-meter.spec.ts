import { SendTimes } from './delay-meter';

describe('SendTimes', () => {
  it('tells how long a packet was on its way', () => {
    const times = new SendTimes();
    times.note('video', 7, 3_000, 100);
    expect(times.delayOf('video', 7, 3_000, 104.5)).toBe(4.5);
  });

  it('knows neither a packet of the other kind nor one with another timestamp', () => {
    const times = new SendTimes();
    times.note('video', 7, 3_000, 100);
    expect(times.delayOf('audio', 7, 3_000, 104)).toBeUndefined();
    expect(times.delayOf('video', 7, 6_000, 104)).toBeUndefined();
    expect(times.delayOf('video', 8, 3_000, 104)).toBeUndefined();
  });

  it('forgets a number when it is used again', () => {
    const times = new SendTimes();
    times.note('video', 7, 3_000, 100);
    times.note('video', 7, 9_000, 200);
    expect(times.delayOf('video', 7, 3_000, 204)).toBeUndefined();
    expect(times.delayOf('video', 7, 9_000, 204)).toBe(4);
  });
});
