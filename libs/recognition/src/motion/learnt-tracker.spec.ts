import type { EatingEvent } from '@bapsang/shared';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FrameLandmarks } from './frame-landmarks';
import { SHORTEST_MOTION_MS } from './hysteresis';
import { parseMotionModel } from './motion-model';
import { MotionTracker } from './motion-tracker';
import type { MotionUpdate } from './motion-update';
import {
  AT_REST,
  biteAt,
  chewing,
  drawStretches,
  film,
  type Filming,
  handTo,
  NOBODY,
  type Pose,
  type Scene,
  sipAt,
  talking,
} from './synthetic-meal.spec-support';

const MODELS = join(__dirname, '..', '..', '..', '..', 'models', 'motion');
const version = readFileSync(join(MODELS, 'current'), 'utf8').trim();
const MODEL = parseMotionModel(JSON.parse(readFileSync(join(MODELS, version, 'model.json'), 'utf8')));

const follow = (frames: readonly FrameLandmarks[], tracker = new MotionTracker(MODEL)): MotionUpdate[] =>
  frames.map((frame) => tracker.update(frame));

const watch = (scene: Scene, filming: Filming): MotionUpdate[] => follow(film(scene, filming));

const eventsOf = (updates: readonly MotionUpdate[]): EatingEvent[] => updates.flatMap(({ events }) => events);

const shareOf = (updates: readonly MotionUpdate[], motion: string): number =>
  updates.filter((update) => update.motion === motion).length / updates.length;

describe('MotionTracker with the model of this repository', () => {
  it('tells chewing with its rate, and talking, and rest', () => {
    for (const hertz of [1.2, 1.6, 2]) {
      const chews = watch(chewing(hertz), { durationMs: 12_000 }).slice(48);
      expect(shareOf(chews, 'chew')).toBeGreaterThan(0.6);
      expect(Math.abs(chews.at(-1)!.chewingRate! - hertz)).toBeLessThan(0.2);
    }
    expect(shareOf(watch(talking, { durationMs: 12_000 }).slice(48), 'talk')).toBeGreaterThan(0.6);
    const rests = watch(() => AT_REST, { durationMs: 12_000 }).slice(48);
    expect(shareOf(rests, 'idle')).toBeGreaterThan(0.6);
    expect(rests.every(({ chewingRate }) => chewingRate === null)).toBe(true);
  });

  it('says away within 2 s of when nobody is left', () => {
    const leaves: Scene = (at) => (at < 4000 ? AT_REST : NOBODY);
    const frames = film(leaves, { durationMs: 8000 });
    const awayAt = frames[follow(frames).findIndex(({ motion }) => motion === 'away')]!.capturedAt;
    expect(awayAt).toBeGreaterThanOrEqual(5000);
    expect(awayAt).toBeLessThanOrEqual(6000);
  });

  it('says that a bite may be under way while a hand comes to the mouth, and soon no more of one that stays or is far', () => {
    const watched = (scene: Scene): number[] => {
      const frames = film(scene, { durationMs: 9000 });
      return follow(frames).flatMap(({ underWay }, index) => (underWay ? [frames[index]!.capturedAt] : []));
    };
    const approach = watched(handTo({ x: 0.05, y: 0.1 }, 3000, 6000));
    expect(approach[0]).toBeLessThan(3000);
    expect(approach.filter((at) => at >= 3000 && at <= 4000)).toHaveLength(9);
    expect(approach.at(-1)).toBeLessThan(5000);
    for (const scene of [chewing(), talking, (): Pose => AT_REST]) expect(watched(scene)).toEqual([]);
  });

  it('keeps all it remembers when the model is changed between two frames', () => {
    const frames = film(chewing(1.5), { durationMs: 10_000 });
    const tracker = new MotionTracker(MODEL);
    const updates = frames.map((frame, index) => {
      if (index === 60) tracker.useModel({ ...MODEL, version: 'next' });
      return tracker.update(frame);
    });
    expect(updates).toEqual(follow(frames));
  });

  it('can learn the neutral face of a participant', () => {
    const tracker = new MotionTracker(MODEL);
    tracker.calibrate();
    const updates = follow(
      film(() => AT_REST, { durationMs: 14_000 }),
      tracker,
    );
    expect(updates.at(-1)!.motion).toBe('idle');
  });
});

const SCENES: readonly Scene[] = [
  biteAt(3000, 900),
  sipAt(3000, 1800),
  talking,
  chewing(),
  handTo({ x: 0.65, y: -0.3 }, 3000, 6000),
];
const anyScene = fc.constantFrom(...SCENES);
const durationMs = 9000;

/** No two neighbours are lost. */
const anyDrops = fc
  .array(fc.integer({ min: 0, max: 3 }), { minLength: 150, maxLength: 150 })
  .map((draws) => (index: number) => index % 2 === 1 && draws[index] === 0);

const MODEL_FILMED = new Map(SCENES.map((scene) => [scene, watch(scene, { durationMs })]));

describe('what MotionTracker sees with the model', () => {
  it('does not depend on when it happens', () => {
    fc.assert(
      fc.property(anyScene, fc.integer({ min: 0, max: 2e12 }), (scene, startsAt) => {
        const shifted = watch(scene, { durationMs, startsAt });
        const expected = MODEL_FILMED.get(scene)!;
        expect(shifted.map(({ motion }) => motion)).toEqual(expected.map(({ motion }) => motion));
        expect(eventsOf(shifted).map(({ endedAt }) => endedAt - startsAt)).toEqual(
          eventsOf(expected).map(({ endedAt }) => endedAt),
        );
      }),
      { numRuns: 10 },
    );
  });

  it('does not depend on left or right', () => {
    for (const scene of SCENES) {
      const mirrored = watch(scene, { durationMs, isMirrored: true });
      const expected = MODEL_FILMED.get(scene)!;
      expect(mirrored.map(({ motion }) => motion)).toEqual(expected.map(({ motion }) => motion));
      expect(eventsOf(mirrored)).toEqual(eventsOf(expected));
    }
  });

  const seesTheSame = (
    scene: Scene,
    filming: { framesPerSecond: number; isDropped?: (index: number) => boolean },
  ): void => {
    const updates = watch(scene, { durationMs, ...filming });
    const kinds = (all: readonly MotionUpdate[]): string[] => eventsOf(all).map(({ kind }) => kind);
    const expected = MODEL_FILMED.get(scene)!;
    expect(kinds(updates)).toEqual(kinds(expected));
    expect(updates.at(-1)!.motion).toBe(expected.at(-1)!.motion);
  };

  it('hardly depends on the frame rate from 5 to 15 a second', () => {
    for (const scene of SCENES) {
      for (let framesPerSecond = 5; framesPerSecond <= 15; framesPerSecond += 1)
        seesTheSame(scene, { framesPerSecond });
    }
  });

  it('hardly depends on single lost frames from 8 a second on', () => {
    fc.assert(
      fc.property(anyScene, fc.integer({ min: 8, max: 15 }), anyDrops, (scene, framesPerSecond, isDropped) => {
        seesTheSame(scene, { framesPerSecond, isDropped });
      }),
      { numRuns: 25 },
    );
  });
});

const anyNumber = fc.oneof(fc.double(), fc.constantFrom(NaN, Infinity, -Infinity, 0, 1e30));
const anyPose: fc.Arbitrary<Pose> = fc.record({
  hasFace: fc.boolean(),
  hasBody: fc.boolean(),
  lipGap: anyNumber,
  jaw: anyNumber,
  eyesToNose: anyNumber,
  sway: fc.constant({ x: 0, y: 0 }),
  fingers: fc.record({ x: fc.double({ min: -1, max: 1, noNaN: true }), y: anyNumber }),
  isHandSeen: fc.boolean(),
});

/** Anything at all, each pose for a few frames. */
const anyFrames = fc
  .array(fc.tuple(anyPose, fc.integer({ min: 1, max: 12 }), fc.integer({ min: 40, max: 900 })), { maxLength: 12 })
  .map(drawStretches);

describe('whatever MotionTracker is shown, with the model', () => {
  it('does not throw, tells probabilities that make 1 together, and no motion that is shorter than the shortest', () => {
    fc.assert(
      fc.property(anyFrames, (frames) => {
        const updates = follow(frames);
        for (const { probabilities, confidence } of updates) {
          expect(Object.values(probabilities).reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 6);
          expect(confidence).toBeGreaterThanOrEqual(0);
          expect(confidence).toBeLessThanOrEqual(1);
        }
        const begins = [...new Set(updates.map(({ since }) => since))];
        const lengths = begins.slice(1).map((since, index) => since - begins[index]!);
        expect(lengths.filter((length) => length < SHORTEST_MOTION_MS)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('tells events in whole milliseconds: begun, in contact, ended, and none in the future', () => {
    fc.assert(
      fc.property(anyScene, fc.integer({ min: 5, max: 15 }), (scene, framesPerSecond) => {
        const frames = film(scene, { durationMs, framesPerSecond });
        follow(frames).forEach(({ events }, index) => {
          for (const { beganAt, contactAt, endedAt } of events) {
            expect([beganAt, contactAt, endedAt].every(Number.isInteger)).toBe(true);
            expect(beganAt).toBeLessThanOrEqual(contactAt);
            expect(contactAt).toBeLessThanOrEqual(endedAt);
            expect(endedAt).toBeLessThanOrEqual(frames[index]!.capturedAt);
          }
        });
      }),
      { numRuns: 15 },
    );
  });
});
