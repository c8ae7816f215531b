import type { EatingEvent, Motion } from '@bapsang/shared';
import fc from 'fast-check';
import type { FrameLandmarks } from './frame-landmarks';
import { SHORTEST_MOTION_MS } from './hysteresis';
import { MotionTracker } from './motion-tracker';
import type { MotionUpdate } from './motion-update';
import {
  AT_REST,
  biteAt,
  chewing,
  draw,
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

const follow = (frames: readonly FrameLandmarks[]): MotionUpdate[] => {
  const tracker = new MotionTracker();
  return frames.map((frame) => tracker.update(frame));
};

const watch = (scene: Scene, filming: Filming): MotionUpdate[] => follow(film(scene, filming));

const eventsOf = (updates: readonly MotionUpdate[]): EatingEvent[] => updates.flatMap(({ events }) => events);

const motionsOf = (updates: readonly MotionUpdate[]): Motion[] =>
  updates.map(({ motion }) => motion).filter((motion, index, all) => motion !== all[index - 1]);

/** What happened, without when exactly and without the doubt at the start. */
const storyOf = (updates: readonly MotionUpdate[]): string[] => [
  ...motionsOf(updates).filter((motion) => motion !== 'unknown'),
  ...eventsOf(updates).map(({ kind }) => kind),
];

/** One motion after the other, each from its own beginning. */
const oneAfterTheOther =
  (...parts: readonly (readonly [number, Scene])[]): Scene =>
  (at) => {
    let start = 0;
    for (const [duration, scene] of parts) {
      if (at < start + duration) return scene(at - start);
      start += duration;
    }
    return AT_REST;
  };

const rest: Scene = () => AT_REST;
const nobody: Scene = () => NOBODY;

describe('MotionTracker', () => {
  it('does not know at first, then sees somebody at rest', () => {
    expect(motionsOf(watch(rest, { durationMs: 5000 }))).toEqual(['unknown', 'idle']);
  });

  it('tells a bite from the approach to the retreat, soon after the hand has left', () => {
    const updates = watch(biteAt(3000, 900), { durationMs: 7000 });
    const [bite] = eventsOf(updates);
    expect(eventsOf(updates)).toHaveLength(1);
    expect(bite).toMatchObject({ kind: 'bite' });
    expect(bite!.beganAt).toBeGreaterThan(2300);
    expect(bite!.beganAt).toBeLessThan(3000);
    expect(bite!.endedAt).toBeGreaterThan(3900);
    expect(bite!.endedAt).toBeLessThan(4400);
    const toldAt = film(biteAt(3000, 900), { durationMs: 7000 })[updates.findIndex(({ events }) => events.length > 0)]!;
    expect(toldAt.capturedAt - bite!.endedAt).toBeLessThanOrEqual(500);
    expect(motionsOf(updates)).toEqual(['unknown', 'idle', 'bite', 'idle']);
  });

  it('tells a bite whose hand the hand model loses at the mouth', () => {
    const lost: Scene = (at) => ({ ...biteAt(3000, 900)(at), isHandSeen: at < 3050 });
    expect(storyOf(watch(lost, { durationMs: 7000 }))).toEqual(['idle', 'bite', 'idle', 'bite']);
  });

  it('tells a sip by the head that goes back while the hand is there', () => {
    expect(storyOf(watch(sipAt(3000), { durationMs: 8000 }))).toEqual(['idle', 'drink', 'idle', 'sip']);
  });

  it('tells chewing by its rhythm at slow and quick chewers', () => {
    for (const hertz of [1.1, 1.6, 2.1]) {
      expect(motionsOf(watch(chewing(hertz), { durationMs: 8000 }))).toContain('chew');
      expect(motionsOf(watch(chewing(hertz), { durationMs: 8000 }))).not.toContain('talk');
    }
  });

  it('does not take a jaw outside the rhythm for chewing', () => {
    expect(motionsOf(watch(chewing(0.35), { durationMs: 8000 }))).not.toContain('chew');
  });

  it('does not take a nodding head for chewing', () => {
    const nodding: Scene = (at) => {
      const nod = 0.04 * Math.sin((2 * Math.PI * 1.5 * at) / 1000);
      return { ...AT_REST, eyesToNose: 0.28 + nod, jaw: -0.2 * nod, sway: { x: 0, y: nod } };
    };
    expect(motionsOf(watch(nodding, { durationMs: 8000 }))).toEqual(['unknown', 'idle']);
  });

  it('tells talking', () => {
    expect(motionsOf(watch(talking, { durationMs: 8000 }))).toEqual(['unknown', 'talk']);
  });

  it('says that a bite is under way from the approach until it is told', () => {
    const frames = film(biteAt(3000, 900), { durationMs: 7000 });
    const updates = follow(frames);
    const told = updates.findIndex(({ events }) => events.length > 0);
    const underWay = frames.filter((_, index) => updates[index]!.underWay).map(({ capturedAt }) => capturedAt);
    const { beganAt } = updates[told]!.events[0]!;
    expect(underWay).toEqual(frames.slice(0, told).flatMap(({ capturedAt: at }) => (at > beganAt ? [at] : [])));
    expect(watch(chewing(), { durationMs: 8000 }).some((update) => update.underWay)).toBe(false);
    expect(watch(rest, { durationMs: 8000 }).some((update) => update.underWay)).toBe(false);
  });

  it('goes from a bite to chewing and from chewing to rest', () => {
    const meal = oneAfterTheOther([5000, biteAt(2500, 900)], [6000, chewing()], [5000, rest]);
    expect(storyOf(watch(meal, { durationMs: 16_000 }))).toEqual(['idle', 'bite', 'idle', 'chew', 'idle', 'bite']);
  });

  it('counts neither a phone at the ear nor a hand that rests at the chin for long', () => {
    const phone = handTo({ x: 0.65, y: -0.3 }, 3000, 6000);
    const chin = handTo({ x: 0.05, y: 0.3 }, 3000, 6000);
    expect(eventsOf(watch(phone, { durationMs: 12_000 }))).toEqual([]);
    expect(eventsOf(watch(chin, { durationMs: 12_000 }))).toEqual([]);
    expect(motionsOf(watch(phone, { durationMs: 12_000 }))).toEqual(['unknown', 'idle']);
  });

  it('counts no hand that was at the mouth before it was looked at', () => {
    expect(eventsOf(watch(biteAt(0, 1500), { durationMs: 5000 }))).toEqual([]);
  });

  it('says away within 2 s of when nobody is left, and not before 1 s', () => {
    const leaves = oneAfterTheOther([4000, rest], [4000, nobody]);
    const frames = film(leaves, { durationMs: 8000 });
    const awayAt = frames[follow(frames).findIndex(({ motion }) => motion === 'away')]!.capturedAt;
    expect(awayAt).toBeGreaterThanOrEqual(5000);
    expect(awayAt).toBeLessThanOrEqual(6000);
  });

  it('is not away while only the face is gone', () => {
    const turned: Scene = (at) => ({ ...AT_REST, hasFace: at < 3000 });
    expect(motionsOf(watch(turned, { durationMs: 8000 }))).toEqual(['unknown', 'idle', 'unknown']);
  });

  it('does not take a frame in which nobody was looked for as one in which nobody was', () => {
    const notLooked = film(nobody, { durationMs: 5000 }).map((frame) => ({
      ...frame,
      lookedFor: { face: false, body: false, hands: false },
    }));
    const seenFirst = [draw(AT_REST, -125), ...notLooked];
    expect(motionsOf(follow(seenFirst))).not.toContain('away');
  });

  it('does not say away at once after a hole in time', () => {
    const frames = [...film(rest, { durationMs: 3000 }), ...film(nobody, { durationMs: 900, startsAt: 8000 })];
    expect(motionsOf(follow(frames))).not.toContain('away');
  });

  it('forgets a hand over a hole in time', () => {
    const frames = film(biteAt(3000, 900), { durationMs: 7000 }).filter(
      ({ capturedAt }) => capturedAt < 3300 || capturedAt > 5500,
    );
    expect(eventsOf(follow(frames))).toEqual([]);
  });
});

const SCENES: readonly Scene[] = [
  biteAt(3000, 900),
  sipAt(3000, 1800),
  oneAfterTheOther([4000, rest], [9000, talking]),
  oneAfterTheOther([4000, rest], [9000, chewing()]),
  oneAfterTheOther([5000, rest], [5000, nobody]),
  handTo({ x: 0.65, y: -0.3 }, 3000, 6000),
];
const anyScene = fc.constantFrom(...SCENES);
const durationMs = 10_000;
const AS_FILMED = new Map(SCENES.map((scene) => [scene, watch(scene, { durationMs })]));

/** No two neighbours are lost. */
const anyDrops = fc
  .array(fc.integer({ min: 0, max: 3 }), { minLength: 150, maxLength: 150 })
  .map((draws) => (index: number) => index % 2 === 1 && draws[index] === 0);

describe('what MotionTracker sees', () => {
  it('does not depend on when it happens', () => {
    fc.assert(
      fc.property(anyScene, fc.integer({ min: -1e6, max: 2e12 }), (scene, startsAt) => {
        const shifted = watch(scene, { durationMs, startsAt }).map(({ since, events, ...rest }) => ({
          ...rest,
          since: since - startsAt,
          events: events.map(({ beganAt, contactAt, endedAt, ...event }) => ({
            ...event,
            beganAt: beganAt - startsAt,
            contactAt: contactAt - startsAt,
            endedAt: endedAt - startsAt,
          })),
        }));
        expect(shifted).toEqual(AS_FILMED.get(scene));
      }),
      { numRuns: 20 },
    );
  });

  it('does not depend on left or right', () => {
    for (const scene of SCENES) {
      expect(watch(scene, { durationMs, isMirrored: true })).toEqual(AS_FILMED.get(scene));
    }
  });

  it('does not depend on how large the face is', () => {
    fc.assert(
      fc.property(anyScene, fc.integer({ min: 40, max: 240 }), (scene, faceWidth) => {
        expect(storyOf(watch(scene, { durationMs, faceWidth }))).toEqual(storyOf(AS_FILMED.get(scene)!));
      }),
      { numRuns: 20 },
    );
  });

  it('does not depend on the frame rate from 6 to 15 a second, nor on single lost frames', () => {
    fc.assert(
      fc.property(anyScene, fc.integer({ min: 6, max: 15 }), anyDrops, (scene, framesPerSecond, isDropped) => {
        const updates = watch(scene, { durationMs, framesPerSecond, isDropped });
        const kinds = (all: readonly MotionUpdate[]): string[] => eventsOf(all).map(({ kind }) => kind);
        const expected = AS_FILMED.get(scene)!;
        expect(kinds(updates)).toEqual(kinds(expected));
        expect(updates.at(-1)!.motion).toBe(expected.at(-1)!.motion);
        expect(new Set(storyOf(updates))).toEqual(new Set(storyOf(expected)));
      }),
      { numRuns: 40 },
    );
  });
});

const anyPose: fc.Arbitrary<Pose> = fc.record({
  hasFace: fc.boolean(),
  hasBody: fc.boolean(),
  lipGap: fc.double({ min: 0, max: 0.3, noNaN: true }),
  jaw: fc.double({ min: -0.05, max: 0.1, noNaN: true }),
  eyesToNose: fc.double({ min: 0.08, max: 0.45, noNaN: true }),
  sway: fc.constant({ x: 0, y: 0 }),
  fingers: fc.record({
    x: fc.double({ min: -1, max: 1, noNaN: true }),
    y: fc.double({ min: -1, max: 3, noNaN: true }),
  }),
  isHandSeen: fc.boolean(),
});

/** Anything at all, each pose for a few frames. */
const anyFrames = fc
  .array(fc.tuple(anyPose, fc.integer({ min: 1, max: 12 }), fc.integer({ min: 40, max: 400 })), { maxLength: 25 })
  .map(drawStretches);

describe('whatever MotionTracker is shown', () => {
  it('tells no motion that is shorter than the shortest', () => {
    fc.assert(
      fc.property(anyFrames, (frames) => {
        const begins = [...new Set(follow(frames).map(({ since }) => since))];
        const lengths = begins.slice(1).map((since, index) => since - begins[index]!);
        expect(lengths.filter((length) => length < SHORTEST_MOTION_MS)).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it('says from the begin of every event until it is told that one is under way', () => {
    fc.assert(
      fc.property(anyFrames, (frames) => {
        const updates = follow(frames);
        updates.forEach(({ events }, told) => {
          for (const { beganAt } of events) {
            const between = updates.slice(0, told).filter((_, index) => frames[index]!.capturedAt > beganAt);
            expect(between.every(({ underWay }) => underWay)).toBe(true);
          }
        });
      }),
      { numRuns: 200 },
    );
  });

  it('tells events in whole milliseconds, in order and apart, none in the future', () => {
    fc.assert(
      fc.property(anyFrames, (frames) => {
        const updates = follow(frames);
        const events = eventsOf(updates);
        updates.forEach(({ events: told }, index) => {
          for (const { endedAt } of told) expect(endedAt).toBeLessThanOrEqual(frames[index]!.capturedAt);
        });
        for (const { beganAt, endedAt, confidence } of events) {
          expect(Number.isInteger(beganAt) && Number.isInteger(endedAt) && beganAt < endedAt).toBe(true);
          expect(confidence).toBeGreaterThan(0);
          expect(confidence).toBeLessThanOrEqual(1);
        }
        events.slice(1).forEach(({ beganAt }, index) => expect(beganAt).toBeGreaterThanOrEqual(events[index]!.endedAt));
      }),
      { numRuns: 200 },
    );
  });
});
