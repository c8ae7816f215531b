import type { Intake, MouthLabel, MouthSpan, Negative } from '../sequences/labelled-sequence';
import { HandPath, RESTING, type HandPose, type Side } from './hand-path';
import type { Person } from './person';
import type { Random } from './random';
import { Timeline } from './timeline';

/** Share of the people who lean their head on the hand that they do not eat with, and how often that hand goes back there. */
const LEANERS = 0.25;
const LEANS_AGAIN = 0.7;

/** Where a head is leaned on a hand, face widths outwards and down from the mouth: the chin, a cheek, behind the head. */
const LEANING_PLACES: readonly Readonly<Record<'out' | 'down', readonly [number, number]>>[] = [
  { out: [0, 0.35], down: [0.3, 0.6] },
  { out: [0.35, 0.7], down: [-0.3, 0.3] },
  { out: [0.4, 1.1], down: [-1.1, -0.4] },
];

/** What a made-up person does over time, with what is true of it: acts write here, a camera looks at it. */
export class Scene {
  readonly timeline: Timeline;
  readonly hands: Readonly<Record<Side, HandPath>>;
  readonly mouth: MouthSpan[] = [];
  readonly intakes: Intake[] = [];
  readonly negatives: Negative[] = [];

  private end: number;
  /** Where the other hand holds the head, of those who lean. */
  private readonly leaning: HandPose | null;

  /** @param durationMs how long it lasts at most */
  constructor(
    durationMs: number,
    readonly person: Person,
    readonly random: Random,
  ) {
    this.end = durationMs;
    this.timeline = new Timeline(durationMs);
    this.leaning = random.chance(LEANERS) ? someLeaning(random) : null;
    this.hands = { left: new HandPath(this.someRest('left')), right: new HandPath(this.someRest('right')) };
  }

  /** How long it lasts, ms. */
  get durationMs(): number {
    return this.end;
  }

  /** Ends it earlier than it was made for. */
  endAt(durationMs: number): void {
    this.end = Math.min(Math.round(durationMs), this.end);
  }

  /** Notes what the mouth does; takes the place of what was noted for that time before. */
  noteMouth(from: number, to: number, label: MouthLabel | null): void {
    const begin = Math.max(Math.round(from), 0);
    const end = Math.min(Math.round(to), this.durationMs);
    if (end <= begin) return;
    const kept = this.mouth.flatMap((span) => {
      const before = { ...span, to: Math.min(span.to, begin) };
      const after = { ...span, from: Math.max(span.from, end) };
      return [before, after].filter((part) => part.to > part.from);
    });
    if (label !== null) kept.push({ from: begin, to: end, label });
    kept.sort((a, b) => a.from - b.from);
    this.mouth.splice(0, this.mouth.length, ...kept);
  }

  /** Notes a hand or a thing near the face. */
  noteNegative(from: number, to: number, what: string): void {
    this.negatives.push({ from: Math.round(from), to: Math.round(to), what });
  }

  /** Both sides, the one that the person eats with first. */
  get sides(): readonly [Side, Side] {
    return this.person.handed === 'right' ? ['right', 'left'] : ['left', 'right'];
  }

  /** Somewhere a hand rests: on the table or below, or under the head of who leans on it. */
  someRest(side: Side): HandPose {
    const { leaning } = this;
    return leaning && side === this.sides[1] && this.random.chance(LEANS_AGAIN) ? leaning : someRest(this.random);
  }
}

function someLeaning(random: Random): HandPose {
  const { out, down } = random.pick(LEANING_PLACES);
  return {
    ...{ out: random.between(...out), down: random.between(...down), curl: random.between(0.2, 1) },
    ...{ breadth: random.between(0.3, 1), bend: random.normal(0, 25), hidden: random.between(0.1, 0.8) },
  };
}

function someRest(random: Random): HandPose {
  return {
    ...RESTING,
    out: random.between(0.1, 1.2),
    down: random.between(1.6, 3.4),
    curl: random.between(0.2, 0.8),
    breadth: random.between(0.5, 1),
  };
}
