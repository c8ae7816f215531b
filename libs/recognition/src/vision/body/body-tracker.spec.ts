import { BODY_POINTS, type BodyLandmarks } from '../../motion/frame-landmarks';
import type { Pixels } from '../pixels';
import { StepStopwatch } from '../step-stopwatch';
import { BodyTracker } from './body-tracker';

const FRAME: Pixels = { data: new Uint8Array(3), width: 1, height: 1 };

/** Bodies with rising coordinates, as sure of all points as told. */
function bodies(score: () => number): { find: () => BodyLandmarks } {
  let found = 0;
  return {
    find: () => ({
      points: new Float32Array(2 * BODY_POINTS).fill(++found),
      scores: new Float32Array(BODY_POINTS).fill(score()),
    }),
  };
}

describe('BodyTracker', () => {
  it('looks on every n-th frame and tells the body of a moment ago in between', () => {
    const tracker = new BodyTracker(bodies(() => 0.8));
    const seen = Array.from({ length: 5 }, (_, index) => tracker.track(FRAME, index * 125, 2, new StepStopwatch()));
    expect(seen.map(({ lookedFor }) => lookedFor)).toEqual([true, false, true, false, true]);
    expect(seen.map(({ body }) => body?.points[0])).toEqual([1, undefined, 2, undefined, 3]);
    expect(seen.map(({ recent }) => recent?.points[0])).toEqual([1, 1, 2, 2, 3]);
  });

  it('measures the time of the frames on which it looks only', () => {
    const tracker = new BodyTracker(bodies(() => 0.8));
    const timings = [0, 125].map((at) => {
      const stopwatch = new StepStopwatch();
      tracker.track(FRAME, at, 4, stopwatch);
      return stopwatch.timings().body;
    });
    expect(timings).toEqual([expect.any(Number), undefined]);
  });

  it('does not tell a body of long ago', () => {
    const tracker = new BodyTracker(bodies(() => 0.8));
    tracker.track(FRAME, 0, 4, new StepStopwatch());
    expect(tracker.track(FRAME, 625, 4, new StepStopwatch()).recent).not.toBeNull();
    expect(tracker.track(FRAME, 626, 4, new StepStopwatch()).recent).toBeNull();
  });

  it('tells nobody where the model is sure of nothing', () => {
    const scores = [0.9, 0.05];
    const tracker = new BodyTracker(bodies(() => scores.shift() ?? 0));
    tracker.track(FRAME, 0, 1, new StepStopwatch());
    expect(tracker.track(FRAME, 125, 1, new StepStopwatch())).toEqual({ lookedFor: true, body: null, recent: null });
  });
});
