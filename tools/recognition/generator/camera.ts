import { layArm, type Arm, type PicturePlace } from './arm';
import type { Place, ShapePoint } from './face-shape';
import type { HandPose, Side } from './hand-path';
import type { Random } from './random';
import type { Scene } from './scene';
import { smooth, type Pose } from './timeline';

/** How a scene is filmed. */
export interface Camera {
  /** Size of the frame, pixels. */
  readonly width: number;
  readonly height: number;
  /** Width of the face when it is turned to the camera, pixels. */
  readonly faceWidth: number;
  /** Where the mouth rests, pixels. */
  readonly mouth: PicturePlace;
  /** From the face to the camera, face widths. */
  readonly distance: number;
  /** Cameras stand above, below and aside: degrees added to the head's. */
  readonly pitch: number;
  readonly yaw: number;
  readonly roll: number;
  /** Which way the backs of the hands face. */
  readonly thumbUp: Readonly<Record<Side, number>>;
}

/** Everything of a person in one frame as it is, pixels. */
export interface View {
  /** Points of the face, where they are. */
  readonly face: readonly { readonly shape: ShapePoint; readonly place: PicturePlace }[];
  readonly mouth: PicturePlace;
  readonly arms: Readonly<Record<Side, Arm>>;
  readonly handPoses: Readonly<Record<Side, HandPose>>;
  readonly pose: Pose;
  /** Pixels in a face width in this frame. */
  readonly unit: number;
  /** Against the camera, degrees. */
  readonly yaw: number;
}

/** What browsers send: [width, height, weight]. */
const FRAME_SIZES: readonly (readonly [number, { readonly width: number; readonly height: number }])[] = [
  [4, { width: 320, height: 240 }],
  [2, { width: 640, height: 480 }],
  [2, { width: 320, height: 180 }],
  [2, { width: 640, height: 360 }],
  [1, { width: 480, height: 360 }],
  [1, { width: 240, height: 320 }],
  [1, { width: 270, height: 480 }],
];

/** The head turns about here: between the ears, behind the mouth. */
const PIVOT: Place = { x: 0, y: -0.12, z: 0.55 };

/** Some camera, set up as people do: the face in the frame, but not always well. */
export function someCamera(random: Random): Camera {
  const { width, height } = random.weighted(FRAME_SIZES);
  const share = width > height ? random.duration(0.24, 0.13, 0.42) : random.duration(0.36, 0.22, 0.55);
  const faceWidth = Math.min(share * width, 0.5 * height);
  const lowest = Math.max(height - 0.45 * faceWidth, 0.5 * height);
  return {
    width,
    height,
    faceWidth,
    mouth: {
      x: width * Math.min(Math.max(random.normal(0.5, 0.07), 0.25), 0.75),
      y: Math.min(Math.max(random.normal(0.55, 0.08) * height, 0.95 * faceWidth), lowest),
    },
    distance: random.between(3.2, 6.5),
    pitch: random.normal(-3.5, 5),
    yaw: random.chance(0.2) ? random.normal(0, 22) : random.normal(0, 6),
    roll: random.normal(0, 2.5),
    thumbUp: { left: random.chance(0.8) ? 1 : -1, right: random.chance(0.8) ? 1 : -1 },
  };
}

/** Looks at a scene at a moment, ms. */
export function look(scene: Scene, camera: Camera, at: number): View {
  const pose = scene.timeline.at(at);
  const turned = turnHead(pose, camera);
  const toPicture = (place: Place): PicturePlace => project(turned(place), pose, camera);
  const mouth = toPicture({ x: 0, y: 0, z: 0 });
  const inWidths = {
    x: (mouth.x - camera.mouth.x) / camera.faceWidth,
    y: (mouth.y - camera.mouth.y) / camera.faceWidth,
  };
  const handPoses = { left: scene.hands.left.at(at), right: scene.hands.right.at(at) };
  const armOf = (side: Side): Arm => {
    const hand = handPoses[side];
    const tips = tipsOf(hand, side, inWidths, 1 + pose.lean);
    const shoulders = { x: 0.6 * pose.swayX, y: scene.person.neck + 0.5 * pose.swayY };
    const arm = layArm(scene.person, side, hand, tips, shoulders, camera.thumbUp[side]);
    const pixels = (place: PicturePlace): PicturePlace => ({
      x: camera.mouth.x + camera.faceWidth * place.x,
      y: camera.mouth.y + camera.faceWidth * place.y,
    });
    return {
      shoulder: pixels(arm.shoulder),
      elbow: pixels(arm.elbow),
      wrist: pixels(arm.wrist),
      hand: arm.hand.map(pixels),
    };
  };
  return {
    face: scene.person.face.map((shape) => ({ shape, place: toPicture(deform(shape, pose)) })),
    mouth,
    arms: { left: armOf('left'), right: armOf('right') },
    handPoses,
    pose,
    unit: camera.faceWidth * (1 + pose.lean),
    yaw: pose.yaw + camera.yaw,
  };
}

/** A hand at the face goes with the head; one on the table does not. */
function tipsOf({ out, down }: HandPose, side: Side, mouth: PicturePlace, scale: number): PicturePlace {
  const attached = smooth(1.7 - Math.hypot(out, down));
  const outward = side === 'left' ? 1 : -1;
  return {
    x: mouth.x * attached + outward * out * (1 + (scale - 1) * attached),
    y: mouth.y * attached + down * (1 + (scale - 1) * attached),
  };
}

/** The lower lip does most of the opening. */
const LOWER_LIP_SHARE = 0.8;
/** Closed lips go along when the jaw goes down. */
const LIPS_WITH_JAW = 0.2;

function deform(point: ShapePoint, pose: Pose): Place {
  const gap = Math.max(pose.lipGap, -0.004);
  const jaw = Math.max(pose.jaw, -0.01);
  const share = point.lip > 0 ? LOWER_LIP_SHARE : 1 - LOWER_LIP_SHARE;
  const lips = point.lip * share * gap + Math.abs(point.lip) * LIPS_WITH_JAW * jaw;
  const smile = point.mouth * Math.max(pose.mouthWidth, 0) * Math.abs(point.x) * 0.4;
  const pout = point.mouth * Math.max(-pose.mouthWidth, 0) * 0.2;
  return {
    x: point.x * (1 + point.mouth * pose.mouthWidth) + point.jaw * pose.jawAside,
    y: point.y + lips + point.jaw * jaw - smile,
    z: point.z + 0.3 * point.jaw * jaw - pout,
  };
}

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Turns a place with the head: back, aside, tilted. */
function turnHead(pose: Pose, camera: Camera): (place: Place) => Place {
  const [pitch, yaw, roll] = [pose.pitch + camera.pitch, pose.yaw + camera.yaw, pose.roll + camera.roll].map(radians);
  const [cp, sp] = [Math.cos(pitch ?? 0), Math.sin(pitch ?? 0)];
  const [cy, sy] = [Math.cos(yaw ?? 0), Math.sin(yaw ?? 0)];
  const [cr, sr] = [Math.cos(roll ?? 0), Math.sin(roll ?? 0)];
  return (place) => {
    const x = place.x - PIVOT.x;
    const y = place.y - PIVOT.y;
    const z = place.z - PIVOT.z;
    const [y1, z1] = [y * cp + z * sp, z * cp - y * sp];
    const [x2, z2] = [x * cy - z1 * sy, z1 * cy + x * sy];
    return { x: x2 * cr - y1 * sr + PIVOT.x, y: x2 * sr + y1 * cr + PIVOT.y, z: z2 + PIVOT.z };
  };
}

function project({ x, y, z }: Place, pose: Pose, { faceWidth, mouth, distance }: Camera): PicturePlace {
  const scale = faceWidth * (1 + pose.lean) * (distance / (distance + z));
  return {
    x: mouth.x + faceWidth * pose.swayX + scale * x,
    y: mouth.y + faceWidth * pose.swayY + scale * y,
  };
}
