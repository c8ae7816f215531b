import type { Scene } from '../scene';
import type { HandPose } from '../hand-path';
import { laugh, talk } from './mouth-acts';

/** From and to. */
type Span = readonly [number, number];

interface NegativeTraits {
  /** Where the fingertips go, face widths: outwards and down from the mouth. */
  readonly out: Span;
  readonly down: Span;
  /** How long they stay, ms: median, least, most. */
  readonly stay: readonly [number, number, number];
  readonly curl: Span;
  /** How likely the hand model loses the hand there. */
  readonly hidden: Span;
  /** How much of the mouth is covered. */
  readonly cover: Span;
  readonly bothHands: number;
  /** Rubbing to and fro: rate in Hz, way outwards and down; at 0 Hz none. */
  readonly rub?: { readonly hertz: Span; readonly out: number; readonly down: number; readonly likely: number };
  /** What the mouth and head do meanwhile. */
  readonly meanwhile?: (scene: Scene, from: number, to: number) => void;
}

const TRAITS = {
  phone: {
    ...{ out: [0.45, 0.75], down: [-0.45, 0.05], stay: [7000, 2500, 20_000], curl: [0.6, 1], hidden: [0.3, 0.8] },
    ...{ cover: [0, 0.1], bothHands: 0, meanwhile: phoneCall },
  },
  'chin-rest': {
    ...{ out: [-0.05, 0.35], down: [0.28, 0.55], stay: [5000, 1500, 15_000], curl: [0.3, 1], hidden: [0.1, 0.5] },
    ...{ cover: [0, 0.3], bothHands: 0.2, meanwhile: leanOnHand },
  },
  'cheek-rest': {
    ...{ out: [0.3, 0.6], down: [-0.2, 0.3], stay: [5000, 1500, 15_000], curl: [0.3, 1], hidden: [0.1, 0.5] },
    ...{ cover: [0, 0.2], bothHands: 0.1, meanwhile: leanOnHand },
  },
  hair: {
    ...{ out: [0.1, 0.7], down: [-1.15, -0.55], stay: [1100, 400, 3000], curl: [0.1, 0.5], hidden: [0.2, 0.6] },
    ...{ cover: [0, 0], bothHands: 0.3, rub: { hertz: [0.7, 2], out: 0.15, down: 0.12, likely: 0.6 } },
  },
  glasses: {
    ...{ out: [0.05, 0.5], down: [-0.6, -0.35], stay: [800, 300, 2500], curl: [0.3, 0.7], hidden: [0.1, 0.5] },
    ...{ cover: [0, 0.1], bothHands: 0.4 },
  },
  wiping: {
    ...{ out: [-0.1, 0.15], down: [-0.1, 0.15], stay: [1000, 400, 2500], curl: [0.3, 0.8], hidden: [0.3, 0.8] },
    ...{ cover: [0.6, 1], bothHands: 0.1, rub: { hertz: [1.2, 3], out: 0.15, down: 0.03, likely: 0.85 } },
  },
  coughing: {
    ...{ out: [-0.05, 0.12], down: [-0.02, 0.15], stay: [1100, 500, 3000], curl: [0.6, 1], hidden: [0.3, 0.8] },
    ...{ cover: [0.6, 1], bothHands: 0, meanwhile: cough },
  },
  'nose-scratch': {
    ...{ out: [-0.05, 0.15], down: [-0.35, -0.15], stay: [900, 300, 2500], curl: [0.3, 0.7], hidden: [0.2, 0.6] },
    ...{ cover: [0.2, 0.6], bothHands: 0, rub: { hertz: [2, 5], out: 0.04, down: 0.05, likely: 0.7 } },
  },
  'cheek-scratch': {
    ...{ out: [0.25, 0.5], down: [-0.25, 0.35], stay: [900, 300, 2500], curl: [0.3, 0.7], hidden: [0.1, 0.4] },
    ...{ cover: [0, 0.2], bothHands: 0, rub: { hertz: [2, 5], out: 0.03, down: 0.06, likely: 0.8 } },
  },
  'chin-scratch': {
    ...{ out: [-0.05, 0.3], down: [0.2, 0.45], stay: [1200, 300, 4000], curl: [0.3, 0.8], hidden: [0.1, 0.5] },
    ...{ cover: [0, 0.4], bothHands: 0, rub: { hertz: [1.5, 4], out: 0.06, down: 0.04, likely: 0.7 } },
  },
  waving: {
    ...{ out: [0.7, 1.5], down: [-0.7, 0.4], stay: [1800, 800, 4000], curl: [0, 0.2], hidden: [0, 0.2] },
    ...{ cover: [0, 0], bothHands: 0.15, rub: { hertz: [1.3, 3], out: 0.3, down: 0.04, likely: 1 } },
  },
  smoking: {
    ...{ out: [0, 0.25], down: [-0.02, 0.25], stay: [1600, 700, 4000], curl: [0.1, 0.5], hidden: [0.2, 0.6] },
    ...{ cover: [0.2, 0.6], bothHands: 0, meanwhile: drag },
  },
  headset: {
    ...{ out: [0.35, 0.65], down: [-0.6, 0.25], stay: [2200, 800, 6000], curl: [0.3, 0.8], hidden: [0.1, 0.5] },
    ...{ cover: [0, 0.2], bothHands: 1, rub: { hertz: [0.4, 1.2], out: 0.06, down: 0.18, likely: 0.8 } },
  },
  'helmet-strap': {
    ...{ out: [0, 0.3], down: [0.3, 0.55], stay: [3500, 1200, 9000], curl: [0.4, 0.8], hidden: [0.1, 0.4] },
    ...{ cover: [0, 0.3], bothHands: 1, rub: { hertz: [0.8, 2.5], out: 0.06, down: 0.04, likely: 0.9 } },
  },
  'make-up': {
    ...{ out: [-0.1, 0.4], down: [-0.55, 0.2], stay: [5000, 1500, 12_000], curl: [0.5, 0.9], hidden: [0.1, 0.4] },
    ...{ cover: [0, 0.5], bothHands: 0.05, rub: { hertz: [0.6, 2.5], out: 0.07, down: 0.04, likely: 0.9 } },
  },
  'thing-before-chin': {
    ...{ out: [-0.1, 0.5], down: [0.4, 1], stay: [4000, 1200, 12_000], curl: [0.4, 0.9], hidden: [0, 0.3] },
    ...{ cover: [0, 0.2], bothHands: 0.4, rub: { hertz: [0.5, 2], out: 0.06, down: 0.06, likely: 0.7 } },
    meanwhile: maybeTalk,
  },
  'vessel-held': {
    ...{ out: [0, 0.6], down: [0.75, 1.4], stay: [3500, 1000, 10_000], curl: [0.7, 1], hidden: [0.2, 0.6] },
    ...{ cover: [0, 0], bothHands: 0.15, meanwhile: maybeTalk },
  },
  toast: {
    ...{ out: [0.1, 0.9], down: [-0.2, 0.7], stay: [1400, 600, 3500], curl: [0.7, 1], hidden: [0.2, 0.6] },
    ...{ cover: [0, 0], bothHands: 0, meanwhile: cheer },
  },
  'utensil-held': {
    ...{ out: [0.3, 0.9], down: [0.7, 1.3], stay: [2500, 800, 8000], curl: [0.5, 0.9], hidden: [0.1, 0.4] },
    ...{ cover: [0, 0], bothHands: 0, meanwhile: maybeTalk },
  },
  gesturing: {
    ...{ out: [0.1, 1.3], down: [0.5, 1.6], stay: [2500, 800, 7000], curl: [0.1, 0.7], hidden: [0, 0.3] },
    ...{ cover: [0, 0], bothHands: 0.5, rub: { hertz: [0.6, 2], out: 0.2, down: 0.15, likely: 0.9 } },
    meanwhile: talk,
  },
  'mouth-cover': {
    ...{ out: [-0.1, 0.2], down: [-0.1, 0.15], stay: [1800, 600, 5000], curl: [0.1, 0.6], hidden: [0.3, 0.8] },
    ...{ cover: [0.7, 1], bothHands: 0.2, meanwhile: laugh },
  },
} satisfies Readonly<Record<string, NegativeTraits>>;

/** Things that people do with hands at the face or vessels near it, without taking anything in. */
export type NegativeAct = keyof typeof TRAITS;

/** All of them. */
export const NEGATIVE_ACTS = Object.keys(TRAITS) as readonly NegativeAct[];

/**
 * Brings a hand to the face for something else than food.
 * @returns when the gesture is over, ms
 */
export function nearFace(scene: Scene, from: number, act: NegativeAct): number {
  const { random } = scene;
  const traits: NegativeTraits = TRAITS[act];
  const [main, other] = random.chance(0.7) ? scene.sides : ([scene.sides[1], scene.sides[0]] as const);
  const sides = random.chance(traits.bothHands) ? [main, other] : [main];
  const beganAt = Math.max(from, ...sides.map((side) => scene.hands[side].freeFrom));
  const arrivedAt = beganAt + random.duration(800, 400, 2000);
  const leftAt = arrivedAt + random.duration(...traits.stay);
  const endedAt = leftAt + random.duration(800, 400, 1900);
  const place: HandPose = {
    out: random.between(...traits.out),
    down: random.between(...traits.down),
    curl: random.between(...traits.curl),
    breadth: random.between(0.35, 1),
    bend: random.normal(-10, 25),
    hidden: random.between(...traits.hidden),
  };
  for (const side of sides) {
    const hand = scene.hands[side];
    hand.move(beganAt, arrivedAt, place, random.normal(0.15, 0.2));
    const drift = { out: place.out + random.normal(0, 0.04), down: place.down + random.normal(0, 0.05) };
    hand.move(arrivedAt, leftAt, drift);
    hand.move(leftAt, endedAt, scene.someRest(side), random.normal(0.1, 0.2));
    const { rub } = traits;
    if (rub && random.chance(rub.likely)) hand.rub(arrivedAt, leftAt, random.between(...rub.hertz), rub.out, rub.down);
  }
  scene.timeline.hold('cover', arrivedAt - 200, leftAt + 200, random.between(...traits.cover), 250);
  traits.meanwhile?.(scene, arrivedAt, leftAt);
  scene.noteNegative(beganAt, endedAt, act);
  return endedAt;
}

function phoneCall(scene: Scene, from: number, to: number): void {
  scene.timeline.hold('roll', from, to, scene.random.normal(0, 6), 500);
  if (scene.random.chance(0.7)) talk(scene, from + 300, to);
}

function leanOnHand({ timeline, random }: Scene, from: number, to: number): void {
  timeline.hold('roll', from, to, random.normal(0, 8), 500);
  timeline.hold('swayX', from, to, random.normal(0, 0.1), 500);
  timeline.hold('pitch', from, to, random.normal(0, 5), 500);
}

function cough(scene: Scene, from: number, to: number): void {
  const { timeline, random } = scene;
  scene.noteMouth(from, to, 'other');
  for (let at = from; at < to; at += random.between(250, 600)) {
    timeline.hold('swayY', at, at + 240, random.between(0.03, 0.1), 100);
    timeline.hold('pitch', at, at + 240, -random.between(3, 9), 100);
    timeline.hold('lipGap', at, at + 200, random.between(0.02, 0.1), 80);
  }
}

function drag(scene: Scene, from: number, to: number): void {
  const { timeline, random } = scene;
  scene.noteMouth(from - 200, to + 1500, 'other');
  timeline.hold('mouthWidth', from - 150, to + 1200, -random.between(0.08, 0.22), 250);
  timeline.hold('pitch', from, to + 800, random.normal(3, 6), 400);
  timeline.hold('lipGap', to + 200, to + 1400, random.between(0.01, 0.04), 250);
}

function maybeTalk(scene: Scene, from: number, to: number): void {
  if (scene.random.chance(0.5)) talk(scene, from, to);
}

function cheer(scene: Scene, from: number, to: number): void {
  if (scene.random.chance(0.6)) talk(scene, from, to);
  scene.timeline.hold('mouthWidth', from, to, scene.random.between(0.05, 0.2), 250);
}
