import type { Random } from './random';

/** A place on or about the head in face widths: x to the right of the picture, y down, z away from the camera. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly z: number;
}

/** One point of the mesh at rest. */
export interface ShapePoint extends Place {
  readonly index: number;
  /** How much of the jaw's way it goes, 0 (skull) to 1 (chin). */
  readonly jaw: number;
  /** Its share of the lips' opening: -1 goes up with the upper lip, 1 down with the lower; 0 is no lip. */
  readonly lip: number;
  /** How much of the mouth's widening it takes part in, 0 to 1. */
  readonly mouth: number;
}

/**
 * Mean places of the mesh's points, seen from the middle between the lips: [index, y, z] on the midline and
 * [index at the right, index at the left, x, y, z] beside it, where x counts outwards. Means over the people of the sets
 * `chewing` and `face-clips` (grid), turned to the front by the line between the cheeks and that from forehead to chin,
 * and made symmetric; the lips are 0.026 apart in them.
 */
// prettier-ignore
const MIDLINE: readonly (readonly [number, number, number])[] = [
  [10, -0.907, 0.098], [151, -0.795, 0.062], [9, -0.675, 0.035], [8, -0.61, 0.039], [168, -0.548, 0.036],
  [6, -0.491, -0.001], [197, -0.443, -0.041], [195, -0.4, -0.083], [5, -0.353, -0.126], [4, -0.294, -0.149],
  [1, -0.245, -0.139], [2, -0.18, -0.032], [164, -0.138, -0.025], [0, -0.061, -0.041], [11, -0.045, -0.036],
  [12, -0.028, -0.023], [13, -0.013, -0.001], [14, 0.013, 0.001], [15, 0.034, -0.004], [16, 0.058, -0.014],
  [17, 0.085, -0.009], [18, 0.129, 0.031], [200, 0.178, 0.031], [199, 0.233, 0.028], [175, 0.282, 0.048],
  [152, 0.321, 0.098],
];
// prettier-ignore
const PAIRS: readonly (readonly [number, number, number, number, number])[] = [
  [33, 263, 0.311, -0.507, 0.189], [133, 362, 0.124, -0.497, 0.149], [159, 386, 0.233, -0.544, 0.132],
  [145, 374, 0.222, -0.489, 0.138], [105, 334, 0.301, -0.692, 0.105], [107, 336, 0.106, -0.683, 0.042],
  [70, 300, 0.409, -0.615, 0.204], [98, 327, 0.114, -0.188, 0.026], [129, 358, 0.14, -0.235, 0.056],
  [61, 291, 0.17, 0.001, 0.095], [146, 375, 0.154, 0.02, 0.07], [91, 321, 0.132, 0.038, 0.039],
  [181, 405, 0.099, 0.063, 0.014], [84, 314, 0.053, 0.08, -0.005], [37, 267, 0.05, -0.071, -0.034],
  [39, 269, 0.096, -0.054, -0.009], [40, 270, 0.129, -0.036, 0.022], [185, 409, 0.152, -0.017, 0.058],
  [78, 308, 0.154, 0, 0.081], [95, 324, 0.129, 0.004, 0.065], [88, 318, 0.107, 0.005, 0.042],
  [178, 402, 0.078, 0.008, 0.023], [87, 317, 0.042, 0.011, 0.007], [82, 312, 0.042, -0.015, 0.004],
  [81, 311, 0.077, -0.014, 0.02], [80, 310, 0.107, -0.01, 0.04], [191, 415, 0.13, -0.004, 0.063],
  [148, 377, 0.088, 0.315, 0.111], [176, 400, 0.157, 0.292, 0.145], [149, 378, 0.215, 0.261, 0.198],
  [150, 379, 0.269, 0.225, 0.25], [136, 365, 0.334, 0.172, 0.317], [172, 397, 0.387, 0.112, 0.4],
  [58, 288, 0.435, 0.024, 0.478], [132, 361, 0.469, -0.097, 0.529], [93, 323, 0.49, -0.213, 0.556],
  [234, 454, 0.5, -0.325, 0.561], [127, 356, 0.504, -0.436, 0.537], [54, 284, 0.424, -0.752, 0.309],
  [103, 332, 0.353, -0.827, 0.225], [50, 280, 0.34, -0.265, 0.126], [205, 425, 0.278, -0.206, 0.085],
  [187, 411, 0.368, -0.156, 0.166], [192, 416, 0.37, -0.031, 0.224], [214, 434, 0.317, 0.014, 0.164],
  [201, 421, 0.071, 0.174, 0.04], [57, 287, 0.223, -0.005, 0.102], [43, 273, 0.192, 0.041, 0.089],
];

/** The points of the mesh that generated faces have; all others are NaN. */
export const GENERATED_FACE_POINTS: readonly number[] = [
  ...MIDLINE.map(([index]) => index),
  ...PAIRS.flatMap(([right, left]) => [right, left]),
].sort((a, b) => a - b);

/** How far the lips are apart in the means. */
const MEAN_LIP_GAP = 0.026;

const UPPER_LIP = new Set([0, 11, 12, 13, 37, 267, 39, 269, 40, 270, 185, 409, 82, 312, 81, 311, 80, 310, 191, 415]);
const LOWER_LIP = new Set([14, 15, 16, 17, 146, 375, 91, 321, 181, 405, 84, 314, 95, 324, 88, 318, 178, 402, 87, 317]);
const CORNERS = new Set([61, 291, 78, 308, 57, 287, 43, 273]);

/** Middle of the chin's height and of the jaw's joints, along y. */
const JAW_TOP = -0.3;
const CHIN = 0.3;

/** What makes one face different from the mean; factors about 1 unless said otherwise. */
export interface FaceProportions {
  /** Height against width. */
  readonly height: number;
  /** Depth against width: how far the nose stands out. */
  readonly depth: number;
  readonly chin: number;
  readonly mouthWidth: number;
  readonly lips: number;
  /** Width of the jaw against the cheeks'. */
  readonly jawWidth: number;
}

/**
 * Proportions of some person. Spreads after the differences between the people of `chewing`, `face-clips` and the clips:
 * height 0.82 to 1.08 of the mean, lips to chin up to a tenth besides.
 */
export function someProportions(random: Random): FaceProportions {
  return {
    height: random.normal(0.95, 0.065),
    depth: random.normal(1, 0.07),
    chin: random.normal(1, 0.09),
    mouthWidth: random.normal(1, 0.09),
    lips: Math.max(random.normal(1, 0.2), 0.5),
    jawWidth: random.normal(1, 0.04),
  };
}

/** The points of a face at rest, lips closed. */
export function shapeOf(proportions: FaceProportions, random: Pick<Random, 'normal'>): ShapePoint[] {
  const middle = MIDLINE.map(([index, y, z]) => shapePoint(index, { x: 0, y, z }, proportions, 0, random));
  const sides = PAIRS.flatMap(([right, left, x, y, z]) => {
    // Both sides differ from the mean alike, and a little from one another.
    const own = random.normal(0, 0.006);
    return [
      shapePoint(right, { x: -x, y, z }, proportions, own, random),
      shapePoint(left, { x, y, z }, proportions, own, random),
    ];
  });
  return [...middle, ...sides];
}

const MEAN_PROPORTIONS: FaceProportions = { height: 1, depth: 1, chin: 1, mouthWidth: 1, lips: 1, jawWidth: 1 };

/** The mean face at rest, lips closed: for sets that only know where a head is. */
export function meanFace(): ShapePoint[] {
  const unchanged: Pick<Random, 'normal'> = { normal: (mean) => mean ?? 0 };
  return shapeOf(MEAN_PROPORTIONS, unchanged);
}

function shapePoint(
  index: number,
  mean: Place,
  { height, depth, chin, mouthWidth, lips, jawWidth }: FaceProportions,
  own: number,
  random: Pick<Random, 'normal'>,
): ShapePoint {
  const lip = shareOfLips(index, mean);
  const mouth = lip !== 0 || CORNERS.has(index) ? 1 : Math.abs(mean.x) < 0.3 && Math.abs(mean.y) < 0.2 ? 0.4 : 0;
  const jaw = lip === 0 ? shareOfJaw(mean) : 0;
  const closed = mean.y - (lip * MEAN_LIP_GAP) / 2;
  const lipHeight = lip === 0 ? 1 : lips;
  const length = closed > 0.1 ? chin * height : height * lipHeight;
  const across = mouth === 1 ? mouthWidth : 1 + (jawWidth - 1) * jaw;
  return {
    index,
    jaw,
    lip,
    mouth,
    x: mean.x * across + Math.sign(mean.x) * own + random.normal(0, 0.002),
    y: closed * length + own + random.normal(0, 0.002),
    z: mean.z * depth,
  };
}

function shareOfLips(index: number, { x }: Place): number {
  // Toward the corners the lips part less.
  const middle = Math.max(1 - (Math.abs(x) / 0.17) ** 2, 0);
  if (UPPER_LIP.has(index)) return -middle;
  return LOWER_LIP.has(index) ? middle : 0;
}

function shareOfJaw({ x, y }: Place): number {
  if (y <= 0 && Math.abs(x) < 0.36) return 0;
  return Math.min(Math.max((y - JAW_TOP) / (CHIN - JAW_TOP), 0), 1) ** 1.5;
}
