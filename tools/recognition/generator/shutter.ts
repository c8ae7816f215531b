import type { Random } from './random';

/** When a camera takes its frames. */
export interface Shutter {
  readonly framesPerSecond: number;
  /** Spread of the time between frames, as a share of it. */
  readonly jitter: number;
  /** Share of frames that are lost on the way. */
  readonly loss: number;
  /** Holes in a minute, and how long they are, ms. */
  readonly holesPerMinute: number;
}

/** Some shutter: 5 to 15 frames a second, some steady, some not. */
export function someShutter(random: Random): Shutter {
  return {
    framesPerSecond: random.chance(0.4) ? 8 : random.between(5, 15),
    jitter: random.between(0.02, 0.2),
    loss: random.chance(0.5) ? 0 : random.between(0, 0.12),
    holesPerMinute: random.chance(0.7) ? 0 : random.between(0.3, 3),
  };
}

/** The moments at which frames are taken, whole ms in rising order. */
export function momentsOf(shutter: Shutter, durationMs: number, random: Random): number[] {
  const interval = 1000 / shutter.framesPerSecond;
  const moments: number[] = [];
  let at = 0;
  while (at < durationMs) {
    if (!random.chance(shutter.loss)) moments.push(Math.round(at));
    at += interval * Math.max(random.normal(1, shutter.jitter), 0.4);
    if (random.chance((shutter.holesPerMinute * interval) / 60_000)) at += random.duration(900, 300, 3500);
  }
  return moments;
}
