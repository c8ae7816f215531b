import { HAND_POINTS } from '../../../libs/recognition/src/motion/frame-landmarks';
import type { HandPose, Side } from './hand-path';
import type { Person } from './person';

/** A place in the picture in face widths: x to the right, y down. */
export interface PicturePlace {
  readonly x: number;
  readonly y: number;
}

/** An arm as it is, before any model has looked at it. */
export interface Arm {
  readonly shoulder: PicturePlace;
  readonly elbow: PicturePlace;
  readonly wrist: PicturePlace;
  /** The points of the hand in the order of MediaPipe's model. */
  readonly hand: readonly PicturePlace[];
}

/**
 * A stretched hand seen from its back, thumb to positive x, fingers to positive y, wrist at the origin; 1 is from the
 * wrist to the tip of the middle finger. Proportions after common anthropometric tables (fingers a little over half).
 */
// prettier-ignore
const HAND: readonly (readonly [number, number])[] = [
  ...([[0, 0]] as const),
  ...([[0.16, 0.1], [0.3, 0.24], [0.38, 0.38], [0.42, 0.5]] as const),
  ...([[0.17, 0.5], [0.19, 0.7], [0.2, 0.83], [0.21, 0.94]] as const),
  ...([[0.05, 0.52], [0.05, 0.75], [0.05, 0.89], [0.05, 1]] as const),
  ...([[-0.06, 0.49], [-0.07, 0.7], [-0.08, 0.83], [-0.085, 0.93]] as const),
  ...([[-0.16, 0.43], [-0.19, 0.58], [-0.205, 0.68], [-0.215, 0.77]] as const),
];

const THUMB_TIP = 4;
const INDEX_TIP = 8;
const FIRST_FINGER_POINT = 5;
const LAST_INDEX_POINT = 8;

/** The hand with its fingers bent. */
function bentHand({ curl, breadth }: HandPose): PicturePlace[] {
  return Array.from({ length: HAND_POINTS }, (_, point) => {
    const [x, y] = HAND[point] ?? [0, 0];
    if (point > 0 && point < FIRST_FINGER_POINT) return { x: x * (1 - 0.45 * curl) * breadth, y: y + 0.06 * curl };
    if (point < FIRST_FINGER_POINT) return { x, y };
    const root = HAND[point - ((point - 1) % 4)]?.[1] ?? 0;
    // In a pinch the index finger stays longer than the others, which fold into the palm.
    const bent = point <= LAST_INDEX_POINT ? 0.7 * curl : curl;
    return { x: x * breadth, y: root + (y - root) * (1 - 1.2 * bent) };
  });
}

/**
 * Lays an arm so that the tips of thumb and index finger are where they should be.
 * @param tips where they should be
 * @param thumbUp 1 or -1: which way the back of the hand faces
 */
export function layArm(
  person: Person,
  side: Side,
  pose: HandPose,
  tips: PicturePlace,
  shoulders: PicturePlace,
  thumbUp: number,
): Arm {
  const outward = side === 'left' ? 1 : -1;
  const shoulder = { x: shoulders.x + (outward * person.shoulders) / 2, y: shoulders.y };
  const usualElbow = { x: shoulder.x + 0.35 * outward, y: shoulder.y + 1.6 };
  const angle = Math.atan2(tips.y - usualElbow.y, tips.x - usualElbow.x) + (outward * pose.bend * Math.PI) / 180;
  const along = { x: Math.cos(angle), y: Math.sin(angle) };
  const across = { x: -along.y * thumbUp * outward, y: along.x * thumbUp * outward };
  const size = person.handLength;
  const bent = bentHand(pose);
  const place = (origin: PicturePlace, { x, y }: PicturePlace): PicturePlace => ({
    x: origin.x + size * (x * across.x + y * along.x),
    y: origin.y + size * (x * across.y + y * along.y),
  });
  const thumb = bent[THUMB_TIP] ?? { x: 0, y: 0 };
  const index = bent[INDEX_TIP] ?? { x: 0, y: 0 };
  const held = place({ x: 0, y: 0 }, { x: (thumb.x + index.x) / 2, y: (thumb.y + index.y) / 2 });
  const wrist = { x: tips.x - held.x, y: tips.y - held.y };
  return {
    shoulder,
    elbow: elbowBetween(shoulder, wrist, person, outward),
    wrist,
    hand: bent.map((point) => place(wrist, point)),
  };
}

/** Where the circles of upper arm and forearm meet, on the outer side. */
function elbowBetween(
  shoulder: PicturePlace,
  wrist: PicturePlace,
  { upperArm, forearm }: Person,
  outward: number,
): PicturePlace {
  const x = wrist.x - shoulder.x;
  const y = wrist.y - shoulder.y;
  const distance = Math.max(Math.hypot(x, y), 0.05);
  const along = Math.min(
    Math.max((upperArm ** 2 - forearm ** 2 + distance ** 2) / (2 * distance), -upperArm),
    upperArm,
  );
  const aside = Math.sqrt(Math.max(upperArm ** 2 - along ** 2, 0));
  const candidates = [1, -1].map((sign) => ({
    x: shoulder.x + (along * x - sign * aside * y) / distance,
    y: shoulder.y + (along * y + sign * aside * x) / distance,
  }));
  // Elbows hang outwards rather than across the body.
  const score = (place: PicturePlace): number => 2.5 * outward * (place.x - shoulder.x) + (place.y - shoulder.y);
  const [one, other] = candidates;
  if (!one || !other) return shoulder;
  return score(one) >= score(other) ? one : other;
}
