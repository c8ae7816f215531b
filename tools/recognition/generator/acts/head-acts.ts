import type { Scene } from '../scene';

/** Moves that nobody holds back: breath, posture, shifting on the chair. */
export function wanderHead({ timeline, random, person, durationMs }: Scene): void {
  const liveliness = random.duration(1, 0.3, 2.2);
  timeline.wander('swayX', 0.035 * liveliness, 1800, random);
  timeline.wander('swayY', 0.025 * liveliness, 1800, random);
  timeline.wander('lean', 0.02 * liveliness, 2500, random);
  timeline.wander('pitch', 1.8 * liveliness, 1500, random);
  timeline.wander('yaw', 2.5 * liveliness, 1500, random);
  timeline.wander('roll', 1.5 * liveliness, 1800, random);
  timeline.add('lipGap', 0, durationMs, () => person.restGap);
  timeline.wander('lipGap', 0.0012, 900, random);
  timeline.wander('jaw', 0.0015, 900, random);
}

/** Looks aside, up to 45 degrees. */
export function turn({ timeline, random }: Scene, from: number, to: number): void {
  const angle = (random.chance(0.5) ? 1 : -1) * random.between(12, 45);
  timeline.hold('yaw', from, to, angle, random.between(250, 600));
  timeline.hold('swayX', from, to, 0.003 * angle, 500);
}

/** Looks down at the plate. */
export function lookDown({ timeline, random }: Scene, from: number, to: number): void {
  timeline.hold('pitch', from, to, -random.between(8, 24), random.between(300, 600));
  timeline.hold('swayY', from, to, random.between(0, 0.15), 500);
}

/** Nods or shakes the head. */
export function nod({ timeline, random }: Scene, from: number, to: number): void {
  const hertz = random.between(1, 2.6);
  const channel = random.chance(0.75) ? 'pitch' : 'yaw';
  const angle = random.between(3, 10);
  const edge = (at: number): number => Math.min((at - from) / 250, (to - at) / 250, 1);
  timeline.add(channel, from, to, (at) => angle * edge(at) * Math.sin((2 * Math.PI * hertz * (at - from)) / 1000));
}

/** Leans in or out, or to a side. */
export function lean({ timeline, random }: Scene, from: number, to: number): void {
  timeline.hold('lean', from, to, random.between(-0.18, 0.22), 900);
  timeline.hold('swayX', from, to, random.normal(0, 0.25), 900);
  timeline.hold('swayY', from, to, random.normal(0, 0.12), 900);
}

const HEAD_ACTS = [
  [3, lookDown],
  [2, turn],
  [1.5, nod],
  [1.5, lean],
] as const;

/** Now and then one of these. */
export function moveHeadNowAndThen(scene: Scene): void {
  const { random, durationMs } = scene;
  const pause = random.between(3000, 12_000);
  for (let at = random.between(0, pause); at < durationMs - 500; at += random.duration(pause, 1500, 30_000)) {
    const act = random.weighted(HEAD_ACTS);
    act(scene, at, Math.min(at + random.duration(1600, 600, 5000), durationMs));
  }
}
