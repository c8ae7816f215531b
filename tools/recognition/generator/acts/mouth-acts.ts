import type { Scene } from '../scene';
import { smooth } from '../timeline';

/** One opening and closing: 0 at both ends, 1 in the middle. */
const cycle = (share: number): number => 0.5 - 0.5 * Math.cos(2 * Math.PI * Math.min(Math.max(share, 0), 1));

/** A pause in chewing this long is no longer part of it, ms. */
const LONGEST_CHEW_PAUSE = 1200;

/**
 * Chews: cycles at the person's rate with jitter, the chin down and a little aside, lips mostly closed, weaker toward the
 * end, with pauses to swallow or to move the food.
 */
export function chew(scene: Scene, from: number, to: number): void {
  const { random, person, timeline } = scene;
  const depth = person.chewDepth * random.between(0.7, 1.3);
  const rate = Math.min(Math.max(person.chewRate * random.normal(1, 0.1), 0.9), 2.2);
  const aside = random.normal(0, 0.25);
  const isOpen = random.chance(0.1);
  const pausing = random.between(0.02, 0.14);
  let at = from;
  let since = from;
  while (at < to) {
    const duration = Math.min(1000 / (rate * Math.max(random.normal(1, person.chewJitter), 0.6)), 1000 / 0.85);
    const fading = 1 - 0.45 * ((at - from) / (to - from));
    const way = Math.max(depth * fading * random.normal(1, 0.1 + 1.5 * person.chewJitter), 0.15 * depth);
    const begin = at;
    const share = (time: number): number => (time - begin) / duration;
    timeline.add('jaw', begin, begin + duration, (time) => way * cycle(share(time)));
    timeline.add('jawAside', begin, begin + duration, (time) => aside * way * Math.sin(2 * Math.PI * share(time)));
    const purse = person.chewPurse * way * random.normal(1, 0.2);
    timeline.add('mouthWidth', begin, begin + duration, (time) => -purse * cycle(share(time)));
    timeline.add('pitch', begin, begin + duration, (time) => person.chewNod * way * cycle(share(time)));
    const opening = isOpen ? person.openMouthed + 0.2 : person.openMouthed;
    const gap = opening * way * random.between(0.5, 1.4);
    timeline.add('lipGap', begin, begin + duration, (time) => gap * cycle(share(time)));
    at += duration;
    if (!random.chance(pausing)) continue;
    const pause = random.duration(650, 250, 3000);
    if (pause > LONGEST_CHEW_PAUSE) {
      scene.noteMouth(since, at, 'chew');
      scene.noteMouth(at, at + pause, 'still');
      since = at + pause;
    }
    at += pause;
  }
  if (since < to) scene.noteMouth(since, to, 'chew');
  timeline.hold('mouthWidth', from, to, random.normal(-0.05, 0.05), 400);
}

/** Speaks: syllables at 3 to 6 Hz of uneven size, phrases of 1 to 4 s, short pauses; the jaw follows a little. */
export function talk(scene: Scene, from: number, to: number): void {
  const { random, person, timeline } = scene;
  scene.noteMouth(from, to, 'talk');
  const rate = random.between(3.2, 5.8);
  let at = from + random.between(0, 200);
  while (at < to) {
    const phraseEnd = Math.min(at + random.duration(2200, 700, 5000), to);
    timeline.hold('lipGap', at, phraseEnd, person.talkGap * random.between(0.2, 0.6), 150);
    timeline.hold('pitch', at, phraseEnd, random.normal(0, 2.5), 300);
    timeline.hold('yaw', at, phraseEnd, random.normal(0, 4), 300);
    while (at < phraseEnd) at = syllable(scene, at, Math.min(rate * random.normal(1, 0.2), 6.5));
    at += random.duration(420, 120, 1100);
  }
}

function syllable({ random, person, timeline }: Scene, at: number, rate: number): number {
  const duration = 1000 / Math.max(rate, 2.5);
  const gap = random.chance(0.12) ? -0.3 * person.talkGap : person.talkGap * Math.exp(random.normal(-0.25, 0.55));
  const width = random.normal(0, 0.06);
  const jaw = random.between(0.25, 0.75);
  // Consecutive syllables grow into one another: each lasts longer than the time until the next.
  const to = at + 1.35 * duration;
  const share = (time: number): number => (time - at) / (to - at);
  timeline.add('lipGap', at, to, (time) => gap * cycle(share(time)));
  timeline.add('jaw', at, to, (time) => jaw * gap * cycle(share(time)));
  timeline.add('mouthWidth', at, to, (time) => width * cycle(share(time)));
  return at + duration;
}

/** Laughs: mouth wide, open, the head back and shaking. */
export function laugh(scene: Scene, from: number, to: number): void {
  const { random, timeline } = scene;
  scene.noteMouth(from, to, 'other');
  timeline.hold('lipGap', from, to, random.between(0.05, 0.16), 250);
  timeline.hold('jaw', from, to, random.between(0.02, 0.07), 250);
  timeline.hold('mouthWidth', from, to, random.between(0.15, 0.35), 300);
  timeline.hold('pitch', from, to, random.between(-5, 12), 350);
  const hertz = random.between(3.5, 5.5);
  const shake = (at: number): number => Math.sin((2 * Math.PI * hertz * (at - from)) / 1000) * fade(at, from, to);
  timeline.add('swayY', from, to, (at) => 0.015 * shake(at));
  timeline.add('lipGap', from, to, (at) => 0.018 * shake(at));
}

const fade = (at: number, from: number, to: number): number => smooth(Math.min(at - from, to - at) / 300);

/** Yawns: slowly and widely open, then closed. */
export function yawn(scene: Scene, from: number, to: number): void {
  const { random, timeline } = scene;
  scene.noteMouth(from, to, 'other');
  const width = random.between(0.25, 0.45);
  timeline.hold('lipGap', from, to, width, (to - from) * 0.4);
  timeline.hold('jaw', from, to, 0.55 * width, (to - from) * 0.4);
  timeline.hold('mouthWidth', from, to, -0.1, 500);
  timeline.hold('pitch', from, to, random.between(0, 12), 600);
}

/** Smiles, without or with teeth. */
export function smile(scene: Scene, from: number, to: number): void {
  const { random, timeline } = scene;
  scene.noteMouth(from, to, 'other');
  timeline.hold('mouthWidth', from, to, random.between(0.1, 0.28), 350);
  if (random.chance(0.4)) timeline.hold('lipGap', from, to, random.between(0.02, 0.06), 350);
}

/** Pouts, grimaces, licks lips, presses them together: moves that are no words. */
export function grimace(scene: Scene, from: number, to: number): void {
  const { random, timeline } = scene;
  scene.noteMouth(from, to, 'other');
  for (let at = from; at < to - 300;) {
    const end = Math.min(at + random.duration(900, 350, 2500), to);
    timeline.hold('lipGap', at, end, random.chance(0.5) ? random.between(0, 0.18) : 0, 200);
    timeline.hold('mouthWidth', at, end, random.normal(0, 0.15), 200);
    timeline.hold('jaw', at, end, random.between(0, 0.06), 200);
    timeline.hold('jawAside', at, end, random.normal(0, 0.02), 200);
    at = end + random.between(0, 500);
  }
}

/** Keeps the mouth still. */
export function rest(scene: Scene, from: number, to: number): void {
  scene.noteMouth(from, to, 'still');
}
