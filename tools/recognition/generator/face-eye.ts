import { FACE_POINTS, type FaceLandmarks } from '../../../libs/recognition/src/motion/frame-landmarks';
import type { PicturePlace } from './arm';
import type { Camera, View } from './camera';
import type { ShapePoint } from './face-shape';
import type { Person } from './person';
import type { Random } from './random';
import { SlowNoise } from './slow-noise';
import type { SeeingConditions } from './seeing-conditions';

/** Where the worker believes the face to be; gates where it looks for hands. */
export interface FacePlace {
  readonly mouth: PicturePlace;
  /** From forehead to chin, pixels. */
  readonly height: number;
}

/**
 * Spread of the mesh's errors in face widths, for a face of {@link USUAL_FACE} pixels. Tuned until what motion measures on
 * still faces spread as on the recordings: tools/recognition/compare.ts shows both.
 */
const NOISE = {
  rigid: 0.004,
  scale: 0.003,
  point: 0.0013,
  gap: 0.0011,
  chin: 0.005,
  width: 0.006,
  nose: 0.003,
} as const;
const USUAL_FACE = 90;
const SMALLEST_FACE = 36;

/** A covered mouth is guessed: so far off, face widths, at full cover. */
const COVERED = { gap: 0.03, jaw: 0.04, width: 0.1, shiftX: 0.03, shiftY: 0.03 } as const;

/** Now and then a face is not found again for a while: light, a passer-by, the detector's bad luck. Per frame; ms. */
const LONG_LOSS = { likely: 0.0004, shortest: 600, longest: 4000 } as const;

/** Points of eyes and brows lie above this, face widths from the mouth; glasses make them so much less sure. */
const EYES_ABOVE = -0.4;
const GLASSES = 0.006;

/** So much of an opening between covered lips the mesh does not see. */
const HIDDEN_GAP = 0.6;

/** Beyond this the mesh lets go of a turned head, degrees. */
const LARGEST_YAW = 55;
/** The worker remembers where a lost face was for so long, ms. */
const MEMORY_MS = 2000;

/** Less cover than this loses no face. */
const LEAST_HIDING = 0.45;

/** What moves with a covered mouth begins so far above it, face widths. */
const LOWER_FACE = 0.5;

/** Points that stand out further than this are the nose's. */
const NOSE_BEFORE = -0.08;

/** Sees faces as the mesh does. */
export class FaceEye {
  private readonly shape: Readonly<Record<'gap' | 'chin' | 'width' | 'nose' | 'eyes', SlowNoise>>;
  private readonly guess: Readonly<Record<keyof typeof COVERED, SlowNoise>>;
  private isLost = false;
  private lostUntil = -Infinity;
  private seen: { readonly place: FacePlace; readonly at: number } | undefined;

  constructor(
    private readonly camera: Camera,
    private readonly person: Person,
    private readonly conditions: SeeingConditions,
    private readonly random: Random,
  ) {
    const slow = (memoryMs: number): SlowNoise => new SlowNoise(memoryMs, random);
    this.shape = { gap: slow(120), chin: slow(160), width: slow(160), nose: slow(160), eyes: slow(300) };
    this.guess = { gap: slow(350), jaw: slow(350), width: slow(500), shiftX: slow(400), shiftY: slow(400) };
  }

  /** The face in a frame, null where the worker finds none. */
  see(view: View, at: number): FaceLandmarks | null {
    const errors = this.errors(view, at);
    if (this.loses(view, at)) return null;
    const points = new Float32Array(2 * FACE_POINTS).fill(NaN);
    for (const { shape, place } of view.face) {
      const { x, y } = errors(shape, place);
      points[2 * shape.index] = x;
      points[2 * shape.index + 1] = y;
    }
    const noiseOfScore = Math.abs(this.random.normal(0, 0.001));
    this.seen = { place: placeOf(points), at };
    return { points, score: Math.max(1 - noiseOfScore - 0.05 * view.pose.cover * this.random.fraction(), 0.5) };
  }

  /** Where the worker believes the face to be: here, or where it was a moment ago. */
  lastPlace(at: number): FacePlace | undefined {
    return this.seen && at - this.seen.at <= MEMORY_MS ? this.seen.place : undefined;
  }

  private loses({ pose, yaw, mouth, unit }: View, at: number): boolean {
    const { width, height } = this.camera;
    const isOutside = mouth.x < 0 || mouth.x > width || mouth.y < 0 || mouth.y > height + 0.1 * unit;
    const turnedAway = Math.abs(yaw) > LARGEST_YAW ? 0.6 : 0;
    const tooSmall = unit < SMALLEST_FACE ? 0.3 : 0;
    const covered = pose.cover > LEAST_HIDING ? this.conditions.hiding * (pose.cover - LEAST_HIDING) : 0;
    const pitched = Math.abs(pose.pitch + this.camera.pitch) > 28 ? 0.15 : 0;
    const likely = this.conditions.losses * (0.0015 + covered + pitched + turnedAway + tooSmall);
    if (this.random.chance(LONG_LOSS.likely * this.conditions.losses)) {
      this.lostUntil = at + this.random.between(LONG_LOSS.shortest, LONG_LOSS.longest);
    }
    if (at < this.lostUntil) return true;
    this.isLost = isOutside || this.random.chance(this.isLost ? Math.max(0.55, Math.min(likely, 0.95)) : likely);
    return this.isLost;
  }

  private errors(view: View, at: number): (shape: ShapePoint, place: PicturePlace) => PicturePlace {
    const { random, conditions, person } = this;
    const { unit, mouth, pose } = view;
    // Errors shrink with the size of the face, but not below what the mesh's own input of 192 pixels leaves.
    const size = unit * conditions.noise * Math.max(Math.sqrt(USUAL_FACE / unit), 0.7);
    const rigid = { x: random.normal(0, NOISE.rigid) * size, y: random.normal(0, NOISE.rigid) * size };
    const scale = random.normal(0, NOISE.scale) * conditions.noise;
    const next = (noise: SlowNoise, spread: number): number => noise.next(at) * spread;
    const gap = next(this.shape.gap, NOISE.gap) * size;
    const chin = next(this.shape.chin, NOISE.chin * (1 + person.beard)) * size;
    const width = next(this.shape.width, NOISE.width) * conditions.noise;
    const nose = next(this.shape.nose, NOISE.nose) * size;
    const eyes = next(this.shape.eyes, person.hasGlasses ? GLASSES : 0) * size;
    const cover = pose.cover;
    const guess = {
      gap: Math.abs(next(this.guess.gap, COVERED.gap)) * cover * unit,
      jaw: next(this.guess.jaw, COVERED.jaw) * cover * unit,
      width: next(this.guess.width, COVERED.width) * cover,
      x: next(this.guess.shiftX, COVERED.shiftX) * cover * unit,
      y: next(this.guess.shiftY, COVERED.shiftY) * cover * unit,
    };
    const hiddenGap = HIDDEN_GAP * cover * Math.max(pose.lipGap, 0) * unit;
    const point = NOISE.point * size;
    return ({ lip, jaw, mouth: moves, y: rest, z }, place) => {
      const isLower = (place.y - mouth.y) / unit > -LOWER_FACE ? Math.max(jaw, moves) : 0;
      const x = place.x + rigid.x + (place.x - mouth.x) * (scale + moves * (width + guess.width));
      const y = place.y + rigid.y + (place.y - mouth.y) * scale;
      const isEye = rest < EYES_ABOVE && z > 0.1;
      const isNose = z < NOSE_BEFORE && lip === 0;
      return {
        x: x + isLower * guess.x + random.normal(0, point),
        y:
          y +
          lip * 0.5 * (gap + guess.gap - hiddenGap) +
          jaw * (chin + guess.jaw) +
          isLower * guess.y +
          (isNose ? nose : 0) +
          (isEye ? eyes : 0) +
          random.normal(0, point),
      };
    };
  }
}

/** Forehead, chin and lips of the mesh. */
const FOREHEAD = 10;
const CHIN = 152;
const UPPER_LIP = 13;
const LOWER_LIP = 14;

function placeOf(points: Float32Array): FacePlace {
  const at = (index: number): PicturePlace => ({ x: points[2 * index] ?? 0, y: points[2 * index + 1] ?? 0 });
  const [upper, lower, top, chin] = [at(UPPER_LIP), at(LOWER_LIP), at(FOREHEAD), at(CHIN)];
  return {
    mouth: { x: (upper.x + lower.x) / 2, y: (upper.y + lower.y) / 2 },
    height: Math.hypot(chin.x - top.x, chin.y - top.y),
  };
}
