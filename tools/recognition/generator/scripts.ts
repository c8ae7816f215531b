import { moveHeadNowAndThen, wanderHead } from './acts/head-acts';
import { BITE_WAYS, SIP_WAYS, takeIn, type IntakeWay } from './acts/intake-acts';
import { chew, grimace, laugh, rest, smile, talk, yawn } from './acts/mouth-acts';
import { nearFace, NEGATIVE_ACTS, type NegativeAct } from './acts/negative-acts';
import type { Person } from './person';
import type { Random } from './random';
import { Scene } from './scene';

const MOUTH_ACTS = { chew, talk, laugh, yawn, smile, grimace, still: rest } as const;

/** What a sequence shows: a whole meal, or one act with quiet before and after it. */
export type SceneKind = 'meal' | IntakeWay | NegativeAct | keyof typeof MOUTH_ACTS;

/** Every kind of scene that shows a single act. */
export const SINGLE_ACTS: readonly Exclude<SceneKind, 'meal'>[] = [
  ...BITE_WAYS,
  ...SIP_WAYS,
  ...NEGATIVE_ACTS,
  ...(Object.keys(MOUTH_ACTS) as (keyof typeof MOUTH_ACTS)[]),
];

const isIntake = (kind: string): kind is IntakeWay => [...BITE_WAYS, ...SIP_WAYS].some((way) => way === kind);
const isNegative = (kind: string): kind is NegativeAct => NEGATIVE_ACTS.some((act) => act === kind);

/** The order in which single acts come: those that are harder to tell than to show, speech, chewing and hands at the face, more often. */
export const SINGLE_ACT_ORDER: readonly Exclude<SceneKind, 'meal'>[] = [
  ...SINGLE_ACTS,
  ...NEGATIVE_ACTS,
  ...(['talk', 'chew', 'talk', 'grimace', 'talk', 'chew', 'still'] as const),
];

/** Longest a single act can last with all that belongs to it, ms. */
const ROOM_MS = 60_000;

/** Makes up a scene of a kind. */
export function someScene(kind: SceneKind, person: Person, random: Random): Scene {
  return kind === 'meal' ? meal(person, random) : singleAct(kind, person, random);
}

function singleAct(kind: Exclude<SceneKind, 'meal'>, person: Person, random: Random): Scene {
  const begin = random.between(1500, 4000);
  const scene = new Scene(ROOM_MS, person, random);
  scene.noteMouth(0, ROOM_MS, 'still');
  const end = act(scene, kind, begin);
  scene.endAt(end + random.between(1500, 4000));
  wanderHead(scene);
  moveHeadNowAndThen(scene);
  return scene;
}

function act(scene: Scene, kind: Exclude<SceneKind, 'meal'>, from: number): number {
  const { random } = scene;
  if (isIntake(kind)) {
    const end = takeIn(scene, from, kind);
    if (BITE_WAYS.includes(kind) && random.chance(0.85)) return chewAfter(scene, end);
    return end;
  }
  if (isNegative(kind)) return nearFace(scene, from, kind);
  const to = from + (kind === 'yawn' ? random.between(2500, 5000) : random.duration(6000, 2500, 16_000));
  MOUTH_ACTS[kind](scene, from, to);
  return to;
}

/** Chewing begins when the food is in the mouth, before the hand is back; an episode lasts about 13 s (reference). */
function chewAfter(scene: Scene, endedAt: number): number {
  const { random } = scene;
  const from = endedAt - random.between(200, 900);
  const to = from + random.duration(11_000, 3000, 28_000);
  chew(scene, from, to);
  return to;
}

/** Eats, drinks, speaks and does everything else for one to three minutes. */
function meal(person: Person, random: Random): Scene {
  const durationMs = Math.round(random.between(60_000, 180_000));
  const scene = new Scene(durationMs, person, random);
  scene.noteMouth(0, durationMs, 'still');
  const ways = someHabits(random);
  const talkative = random.between(0.3, 2);
  const restless = random.between(0.3, 1.5);
  for (let at = random.between(1000, 5000); at < durationMs - 8000;) {
    at = random.weighted<() => number>([
      [3.2, () => takeBite(scene, at, random.pick(ways.bites))],
      [1.1, () => takeIn(scene, at, random.pick(ways.sips))],
      [2.2 * talkative, () => say(scene, at)],
      [0.9, () => at + random.duration(2500, 800, 9000)],
      [0.9 * restless, () => nearFace(scene, at, random.pick(NEGATIVE_ACTS))],
      [0.35, () => moveMouth(scene, at)],
    ])();
    at += random.duration(700, 100, 4000);
  }
  wanderHead(scene);
  moveHeadNowAndThen(scene);
  return scene;
}

function someHabits(random: Random): { readonly bites: readonly IntakeWay[]; readonly sips: readonly IntakeWay[] } {
  return { bites: [random.pick(BITE_WAYS), random.pick(BITE_WAYS)], sips: [random.pick(SIP_WAYS)] };
}

/** A bite and what comes after it: chewing, into which the next bite may already fall, or words with a full mouth. */
function takeBite(scene: Scene, at: number, way: IntakeWay): number {
  const { random } = scene;
  const end = takeIn(scene, at, way);
  if (end > scene.durationMs - 3000 || random.chance(0.08)) return end;
  const chewed = Math.min(chewAfter(scene, end), scene.durationMs);
  if (random.chance(0.3)) return Math.max(end + 500, chewed - random.between(1500, 6000));
  return chewed;
}

function say(scene: Scene, at: number): number {
  const to = Math.min(at + scene.random.duration(6000, 1200, 20_000), scene.durationMs);
  talk(scene, at, to);
  return to;
}

function moveMouth(scene: Scene, at: number): number {
  const { random, durationMs } = scene;
  const to = Math.min(at + random.duration(2500, 1500, 5000), durationMs);
  random.weighted([
    [3, laugh],
    [4, smile],
    [1, yawn],
    [2, grimace],
  ])(scene, at, to);
  return to;
}
