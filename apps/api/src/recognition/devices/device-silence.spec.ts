import { DEVICE_PAUSED_AFTER, DeviceSilence } from './device-silence';

const HOUR = 3_600_000;

describe('DeviceSilence', () => {
  it('tells once who has fallen silent, and who is heard again', () => {
    const silence = new DeviceSilence();
    expect(silence.hear('a', 0)).toBe(false);
    silence.hear('b', DEVICE_PAUSED_AFTER);
    expect(silence.fallenSilent(DEVICE_PAUSED_AFTER - 1, HOUR)).toEqual([]);
    expect(silence.fallenSilent(DEVICE_PAUSED_AFTER, HOUR)).toEqual(['a']);
    expect(silence.fallenSilent(DEVICE_PAUSED_AFTER + 1, HOUR)).toEqual([]);
    expect([silence.hear('a', DEVICE_PAUSED_AFTER + 2), silence.hear('a', DEVICE_PAUSED_AFTER + 3)]).toEqual([
      true,
      false,
    ]);
  });

  it('forgets who has been silent for long', () => {
    const silence = new DeviceSilence();
    silence.hear('a', 0);
    silence.fallenSilent(DEVICE_PAUSED_AFTER, HOUR);
    silence.fallenSilent(HOUR, HOUR);
    expect(silence.size).toBe(0);
  });
});
