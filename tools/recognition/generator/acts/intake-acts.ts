import type { Scene } from '../scene';
import type { HandPose, Side } from '../hand-path';

/** How something comes to the mouth. */
export type IntakeWay =
  'fingers' | 'two-hands' | 'spoon' | 'chopsticks' | 'fork' | 'cup' | 'glass' | 'bottle' | 'straw' | 'bowl';

/** From and to, in whatever unit. */
type Span = readonly [number, number];

interface WayTraits {
  readonly kind: 'bite' | 'sip';
  /** Where the fingertips are while food or vessel is at the mouth, face widths: outwards and down. */
  readonly out: Span;
  readonly down: Span;
  readonly curl: Span;
  readonly bothHands: number;
  /** How long the touch lasts, ms: median, least, most. */
  readonly contact: readonly [number, number, number];
  /** How likely the hand model loses the hand there. */
  readonly hidden: Span;
  /** How much of the mouth is covered. */
  readonly cover: Span;
  /** Opening of the lips. */
  readonly gap: Span;
  /** Share of the person's drinking pitch; negative goes down to the food. */
  readonly pitch: Span;
}

const TRAITS: Readonly<Record<IntakeWay, WayTraits>> = {
  fingers: {
    ...{ kind: 'bite', out: [0, 0.18], down: [0, 0.16], curl: [0.35, 0.7], bothHands: 0.05, contact: [800, 300, 3000] },
    ...{ hidden: [0.3, 0.7], cover: [0.3, 0.8], gap: [0.06, 0.22], pitch: [-0.4, 0.2] },
  },
  'two-hands': {
    ...{ kind: 'bite', out: [0.12, 0.4], down: [0.05, 0.35], curl: [0.5, 0.9], bothHands: 1 },
    ...{ contact: [1300, 500, 4000], hidden: [0.3, 0.7], cover: [0.6, 1], gap: [0.12, 0.35], pitch: [-0.4, 0.2] },
  },
  spoon: {
    ...{ kind: 'bite', out: [0.3, 0.8], down: [0.15, 0.6], curl: [0.6, 0.9], bothHands: 0, contact: [600, 250, 1600] },
    ...{ hidden: [0.1, 0.4], cover: [0.1, 0.4], gap: [0.08, 0.22], pitch: [-0.8, 0] },
  },
  chopsticks: {
    ...{ kind: 'bite', out: [0.3, 0.85], down: [0.2, 0.7], curl: [0.5, 0.85], bothHands: 0, contact: [700, 250, 3500] },
    ...{ hidden: [0.1, 0.4], cover: [0.1, 0.45], gap: [0.06, 0.2], pitch: [-1, 0] },
  },
  fork: {
    ...{ kind: 'bite', out: [0.3, 0.8], down: [0.15, 0.6], curl: [0.6, 0.9], bothHands: 0, contact: [550, 250, 1500] },
    ...{ hidden: [0.1, 0.4], cover: [0.1, 0.35], gap: [0.08, 0.2], pitch: [-0.6, 0.1] },
  },
  cup: {
    ...{ kind: 'sip', out: [0.12, 0.42], down: [0, 0.32], curl: [0.7, 1], bothHands: 0.15, contact: [1700, 600, 5000] },
    ...{ hidden: [0.4, 0.9], cover: [0.6, 1], gap: [0.005, 0.04], pitch: [0.1, 1.2] },
  },
  glass: {
    ...{
      kind: 'sip',
      out: [0.05, 0.35],
      down: [0.05, 0.45],
      curl: [0.7, 1],
      bothHands: 0.05,
      contact: [1900, 600, 6000],
    },
    ...{ hidden: [0.4, 0.9], cover: [0.4, 0.9], gap: [0.005, 0.04], pitch: [0.15, 1.2] },
  },
  bottle: {
    ...{ kind: 'sip', out: [0, 0.35], down: [0.15, 0.75], curl: [0.8, 1], bothHands: 0.05, contact: [2200, 700, 7000] },
    ...{ hidden: [0.5, 0.95], cover: [0.25, 0.7], gap: [0.005, 0.04], pitch: [0.4, 1.3] },
  },
  straw: {
    ...{ kind: 'sip', out: [0, 0.45], down: [0.5, 1.15], curl: [0.7, 1], bothHands: 0.2, contact: [2000, 700, 6000] },
    ...{ hidden: [0.2, 0.6], cover: [0.05, 0.25], gap: [0, 0.02], pitch: [-0.7, 0] },
  },
  bowl: {
    ...{ kind: 'sip', out: [0.25, 0.55], down: [0.05, 0.35], curl: [0.5, 0.9], bothHands: 0.8 },
    ...{ contact: [2000, 700, 5000], hidden: [0.3, 0.7], cover: [0.7, 1], gap: [0.01, 0.05], pitch: [0, 0.8] },
  },
};

/** The ways of eating and of drinking. */
export const BITE_WAYS: readonly IntakeWay[] = ['fingers', 'two-hands', 'spoon', 'chopsticks', 'fork'];
export const SIP_WAYS: readonly IntakeWay[] = ['cup', 'glass', 'bottle', 'straw', 'bowl'];

/** Share of intakes of which the lips show little. */
const HIDDEN_LIPS = 0.3;

/** Fewer sips than this go without any head motion, as small sips do. */
const LEVEL_SIPS = 0.3;

/**
 * Takes a bite or a sip: the hand sets out, touches, goes back or to rest elsewhere.
 * @param from when the hand sets out, ms
 * @returns when the gesture is over, ms
 */
export function takeIn(scene: Scene, from: number, way: IntakeWay): number {
  const { random, person } = scene;
  const traits = TRAITS[way];
  const [main, other] = random.chance(0.85) ? scene.sides : ([scene.sides[1], scene.sides[0]] as const);
  const isTwoHanded = random.chance(traits.bothHands);
  const hands: readonly Side[] = isTwoHanded ? [main, other] : [main];
  const beganAt = Math.max(from, ...hands.map((side) => scene.hands[side].freeFrom));
  const contactAt = beganAt + approachTime(scene, way);
  const releasedAt = contactAt + random.duration(...traits.contact);
  const endedAt = releasedAt + random.duration(800, 400, 1900);
  const sip = traits.kind === 'sip';
  const atMouth: HandPose = {
    out: random.between(...traits.out) * (isTwoHanded ? 1.2 : 1),
    down: random.between(...traits.down),
    curl: random.between(...traits.curl),
    breadth: random.between(0.4, 1),
    bend: random.normal(sip ? -10 : -25, 18),
    hidden: random.between(...traits.hidden),
  };
  for (const side of hands) carry(scene, side, atMouth, { beganAt, contactAt, releasedAt, endedAt });
  const level = sip && random.chance(LEVEL_SIPS) ? 0.1 : 1;
  const pitch = level * random.between(...traits.pitch) * (sip ? person.drinkPitch : 14);
  moveHead(scene, pitch, contactAt, releasedAt);
  moveLips(scene, traits, contactAt, releasedAt);
  scene.noteMouth(contactAt - 400, releasedAt + 250, null);
  scene.intakes.push({
    kind: traits.kind,
    beganAt: Math.round(beganAt),
    contactAt: Math.round(contactAt),
    endedAt: Math.round(endedAt),
  });
  return endedAt;
}

/** Some fetch the food first and wait or blow before the mouth. */
function approachTime({ random }: Scene, way: IntakeWay): number {
  const direct = random.duration(850, 450, 2200);
  const waits = (way === 'spoon' || way === 'cup' || way === 'chopsticks') && random.chance(0.15);
  return waits ? direct + random.between(500, 1800) : direct;
}

interface Moments {
  readonly beganAt: number;
  readonly contactAt: number;
  readonly releasedAt: number;
  readonly endedAt: number;
}

function carry(scene: Scene, side: Side, atMouth: HandPose, moments: Moments): void {
  const { random } = scene;
  const hand = scene.hands[side];
  const { beganAt, contactAt, releasedAt, endedAt } = moments;
  const own = { ...atMouth, out: atMouth.out + random.normal(0, 0.03), down: atMouth.down + random.normal(0, 0.03) };
  const isSlow = contactAt - beganAt > 2300;
  if (isSlow) {
    const waiting = { ...own, out: own.out + random.between(0, 0.3), down: own.down + random.between(0.3, 0.8) };
    hand.move(beganAt, beganAt + 0.4 * (contactAt - beganAt), waiting, random.normal(0.1, 0.15));
    hand.move(contactAt - 500, contactAt, own);
  } else {
    hand.move(beganAt, contactAt, own, random.normal(0.15, 0.2));
  }
  // A hand at the mouth is never quite still: it tilts the vessel, bites are torn off, food is pushed in.
  const drift = { out: own.out + random.normal(0, 0.03), down: own.down + random.normal(-0.02, 0.05) };
  hand.move(contactAt, releasedAt, drift);
  if (random.chance(0.3)) hand.rub(contactAt, releasedAt, random.between(0.7, 2), 0.015, 0.02);
  const isKeptNear = random.chance(0.15);
  const away = isKeptNear
    ? { out: random.between(0.5, 1), down: random.between(0.9, 1.5), hidden: 0.2 }
    : scene.someRest(side);
  hand.move(releasedAt, endedAt, away, random.normal(0.1, 0.2));
}

function moveHead({ random, timeline }: Scene, pitch: number, contactAt: number, releasedAt: number): void {
  const lead = random.between(100, 500);
  timeline.hold('pitch', contactAt - lead, releasedAt + lead, pitch, random.between(300, 700));
  timeline.hold('swayY', contactAt - lead, releasedAt + lead, -0.004 * pitch, 400);
  if (pitch < -4) timeline.hold('lean', contactAt - lead, releasedAt + lead, random.between(0, 0.08), 400);
  timeline.hold('yaw', contactAt - lead, releasedAt + lead, random.normal(0, 5), 400);
}

function moveLips({ random, timeline }: Scene, traits: WayTraits, contactAt: number, releasedAt: number): void {
  // Lips that open behind the food or the hand are not always seen to.
  const gap = random.between(...traits.gap) * (random.chance(HIDDEN_LIPS) ? random.between(0, 0.3) : 1);
  if (traits.kind === 'bite') {
    timeline.hold('lipGap', contactAt - 350, Math.min(contactAt + 500, releasedAt), gap, 250);
    timeline.hold('jaw', contactAt - 350, Math.min(contactAt + 500, releasedAt), 0.5 * gap, 250);
  } else {
    timeline.hold('lipGap', contactAt - 150, releasedAt, gap, 200);
    timeline.hold(
      'mouthWidth',
      contactAt - 200,
      releasedAt + 100,
      -(random.chance(HIDDEN_LIPS) ? 0 : random.between(0.08, 0.25)),
      200,
    );
  }
  timeline.hold('cover', contactAt - 200, releasedAt + 200, random.between(...traits.cover), 250);
}
