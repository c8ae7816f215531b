import type { Intake, IntakeKind, LabelledSequence, Negative } from '../labelled-sequence';
import { KinectSkeleton, type SkeletonTraits } from './kinect-skeleton';
import { LandmarkSet, type SetSequence } from './landmark-set';

/** What differs between the sets of Kinect skeletons. */
interface KinectSet extends SkeletonTraits {
  /** Whether sequences are windows that follow one another and belong together. */
  readonly isWindowed: boolean;
  readonly intakes: Readonly<Record<string, IntakeKind>>;
  /** Hands at the head without intake. */
  readonly negatives: Readonly<Record<string, string>>;
  /** In these something may go into the mouth, and nobody says when. */
  readonly untold: readonly string[];
}

const SETS = {
  'msr-dailyactivity3d': {
    ...{ unit: 1, isMirrored: true, hasWrist: true, isWindowed: false },
    ...{ intakes: { drink: 'sip', eat: 'bite' }, negatives: { call: 'phone' }, untold: [] },
  },
  kard: {
    ...{ unit: 0.001, isMirrored: false, hasWrist: false, isWindowed: false },
    ...{ intakes: { drink: 'sip' }, negatives: { phone: 'phone' }, untold: [] },
  },
  cad60: {
    ...{ unit: 0.001, isMirrored: true, hasWrist: false, isWindowed: true },
    intakes: { drinking_water: 'sip' },
    negatives: {
      brushing_teeth: 'brushing-teeth',
      talking_on_the_phone: 'phone',
      wearing_contact_lenses: 'contact-lenses',
    },
    untold: ['rinsing_mouth_with_water', 'opening_pill_container', 'random1', 'random2'],
  },
} as const satisfies Readonly<Record<string, KinectSet>>;

/** The sets of Kinect skeletons. */
export type KinectSetName = keyof typeof SETS;

/** All of them. */
export const KINECT_SETS = Object.keys(SETS) as readonly KinectSetName[];

/** Hand to head in space, metres: touches, has let go, is away. Looked up on the sequences of drinking. */
const DISTANCE = { touches: 0.3, released: 0.38, away: 0.5 } as const;

/** Shorter touches are slips of the tracker, ms. */
const SHORTEST_TOUCH_MS = 200;

/**
 * A set of Kinect skeletons as a webcam would see their arms. There is no face in them: a mean face that looks straight
 * ahead is laid where the head is, so that the mouth's place and the unit of length are known; its shape says nothing, and
 * the head's pitch is always level. Hands were not looked for. When the hand touches is told by its distance in space.
 */
export function loadKinect(name: KinectSetName, folder: string): LabelledSequence[] {
  const set = LandmarkSet.read(folder, name);
  const traits: KinectSet = SETS[name];
  const takes = traits.isWindowed ? joinWindows(set, traits) : set.sequences.map((sequence) => [sequence]);
  return takes.map((windows, index) => {
    const { label = '', subject = 0, fps = 30 } = windows[0] ?? { label: '' };
    const moments = windows.flatMap((window) =>
      Array.from({ length: window.frames }, (_, frame) => new KinectSkeleton(set, window, frame, traits)),
    );
    const timeOf = (frame: number): number => Math.round((frame * 1000) / fps);
    const touches = touchesOf(moments.map((skeleton) => skeleton.handToHead));
    const kind = traits.intakes[label];
    const what = traits.negatives[label];
    return {
      id: `${name}/${index}-${label}`,
      set: name,
      source: `${name}-${subject}`,
      origin: 'real',
      framesPerSecond: fps,
      frames: moments.map((skeleton, frame) => skeleton.frame(timeOf(frame))),
      labelled: { mouth: false, intake: !traits.untold.includes(label) && (kind === undefined || touches.length > 0) },
      mouth: [],
      intakes: kind ? intakesOf(kind, touches, timeOf) : [],
      negatives: what ? negativesOf(what, touches, timeOf) : [],
    };
  });
}

/** Between two frames that follow one another no hand goes this far, metres. */
const LARGEST_STEP = 0.15;

/**
 * Windows of one subject and activity in the order of their takes. A take that comes again belongs to another recording,
 * and so does what lies beyond a jump.
 */
function joinWindows(set: LandmarkSet, { unit }: KinectSet): SetSequence[][] {
  const recordings = new Map<string, SetSequence[]>();
  for (const window of set.sequences) {
    const { label, subject, take } = window;
    let recording = 0;
    const keyOf = (): string => `${label}/${subject}/${recording}`;
    while (recordings.get(keyOf())?.some((other) => other.take === take)) recording += 1;
    recordings.set(keyOf(), [...(recordings.get(keyOf()) ?? []), window]);
  }
  return [...recordings.values()].flatMap((windows) => {
    const ordered = windows.sort((a, b) => (a.take ?? 0) - (b.take ?? 0));
    return splitAtJumps(ordered, (before, after) => {
      const step = ['handL', 'handR'].map((name) => {
        const from = set.point(before, before.frames - 1, name);
        const to = set.point(after, 0, name);
        return unit * Math.hypot(to.x - from.x, to.y - from.y, to.z - from.z);
      });
      return Math.max(...step) > LARGEST_STEP;
    });
  });
}

function splitAtJumps(
  windows: readonly SetSequence[],
  isJump: (before: SetSequence, after: SetSequence) => boolean,
): SetSequence[][] {
  const parts: SetSequence[][] = [];
  for (const window of windows) {
    const part = parts.at(-1);
    const last = part?.at(-1);
    if (part && last && !isJump(last, window)) part.push(window);
    else parts.push([window]);
  }
  return parts;
}

/** A touch in frames: the hand was away, touched, let go, was away again. */
interface Touch {
  readonly began: number;
  readonly touched: number;
  readonly released: number;
  readonly ended: number;
}

function touchesOf(distances: readonly number[]): Touch[] {
  const touches: Touch[] = [];
  let next = 0;
  for (;;) {
    const from = next;
    const touched = distances.findIndex((distance, index) => index >= from && distance < DISTANCE.touches);
    if (touched < 0) return touches;
    const after = (limit: number): number => {
      const found = distances.findIndex((distance, index) => index > touched && distance > limit);
      return found < 0 ? distances.length - 1 : found;
    };
    const released = after(DISTANCE.released);
    const before = distances.slice(0, touched).findLastIndex((distance) => distance > DISTANCE.away);
    touches.push({ began: Math.max(before, from, 0), touched, released, ended: after(DISTANCE.away) });
    next = released + 1;
  }
}

type TimeOf = (frame: number) => number;

const isLong = ({ touched, released }: Touch, timeOf: TimeOf): boolean =>
  timeOf(released) - timeOf(touched) >= SHORTEST_TOUCH_MS;

function intakesOf(kind: IntakeKind, touches: readonly Touch[], timeOf: TimeOf): Intake[] {
  return touches
    .filter((touch) => isLong(touch, timeOf))
    .map(({ began, touched, ended }) => ({
      kind,
      beganAt: timeOf(began),
      contactAt: timeOf(touched),
      endedAt: timeOf(ended),
    }));
}

function negativesOf(what: string, touches: readonly Touch[], timeOf: TimeOf): Negative[] {
  return touches.map(({ began, ended }) => ({ from: timeOf(began), to: timeOf(ended), what }));
}
