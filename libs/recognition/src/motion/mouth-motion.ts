import type { FaceMeasures } from './face-geometry';
import { MotionWindow } from './motion-window';
import { bandShare, standardDeviation, withoutCauses } from './oscillation';

/** What is measured of the mouth over the last seconds. Lengths in face widths. */
export interface MouthFeatures {
  /** Standard deviation of the opening between the lips: high in speech, low in chewing. */
  readonly lipGapSpread: number;
  /** Standard deviation of nose to chin, head motion taken out. */
  readonly jawSpread: number;
  /** Share of the jaw's power in {@link CHEWING_BAND}, 0 to 1; 0 while too little is known for a rhythm. */
  readonly chewingShare: number;
  /** Spread of lip to chin over spread of the lip gap: above 1 the jaw moves behind closed lips. */
  readonly chinOverGap: number;
  /** Standard deviation of the head's pose: measurements of a head that swings are not worth much. */
  readonly headSpread: number;
}

/** What a mouth is doing. */
export type MouthMotion = 'still' | 'chew' | 'talk';

/** Chewing rhythm, Hz. */
export const CHEWING_BAND = [0.9, 2.5] as const;

const WHOLE_BAND = [0.3, 3] as const;
const STEP_MS = 100;
const WINDOW = { lengthMs: 2500, stepMs: STEP_MS, longestGapMs: 600 };

/** So much must be known before anything is said, ms. */
const KNOWN_MS = 1000;

/** And so much for a rhythm, ms. */
const RHYTHM_KNOWN_MS = 1800;

type Channel = 'lipGap' | 'lipToChin' | 'noseToChin' | 'eyesToNose' | 'noseAside';

/** Looks at the mouth over the last seconds. */
export class MouthWatch {
  private readonly window = new MotionWindow<Channel>(WINDOW);

  /** Adds the face of the next frame. */
  add(at: number, face: FaceMeasures): void {
    this.window.add(at, face);
  }

  /** Forgets what it saw, for instance because a hand covers the mouth. */
  clear(): void {
    this.window.clear();
  }

  /** What the window shows, or null while it is too short. */
  features(): MouthFeatures | null {
    if (this.window.knownMs < KNOWN_MS) return null;
    const pose = [this.window.resample('eyesToNose'), this.window.resample('noseAside')];
    const steady = (channel: Channel): number[] => withoutCauses(this.window.resample(channel), pose);
    const jaw = steady('noseToChin');
    const lipGapSpread = standardDeviation(steady('lipGap'));
    return {
      lipGapSpread,
      jawSpread: standardDeviation(jaw),
      chewingShare: this.window.knownMs < RHYTHM_KNOWN_MS ? 0 : bandShare(jaw, STEP_MS, CHEWING_BAND, WHOLE_BAND),
      chinOverGap: standardDeviation(steady('lipToChin')) / Math.max(lipGapSpread, 1e-6),
      headSpread: Math.max(...pose.map(standardDeviation)),
    };
  }
}

/** Limits of {@link judgeMouth}; each pair is what it takes to begin and what it takes to go on. */
const LIMITS = {
  talkGap: { begin: 0.0065, goOn: 0.0045 },
  talkRatio: { begin: 1.15, goOn: 1.4 },
  talkHead: { begin: 0.07, goOn: 0.1 },
  chewShare: { begin: 0.8, goOn: 0.6 },
  chewJaw: { begin: 0.005, goOn: 0.004 },
  chewRatio: { begin: 1.3, goOn: 1 },
  chewGap: { begin: 0.007, goOn: 0.01 },
  chewHead: { begin: 0.045, goOn: 0.06 },
} as const;

/** Judges features; what it judged before goes on more easily than it begins. */
export function judgeMouth(features: MouthFeatures, before: MouthMotion): MouthMotion {
  const isTalking = before === 'talk' ? 'goOn' : 'begin';
  const isChewing = before === 'chew' ? 'goOn' : 'begin';
  const talks =
    features.lipGapSpread >= LIMITS.talkGap[isTalking] &&
    features.chinOverGap <= LIMITS.talkRatio[isTalking] &&
    features.headSpread <= LIMITS.talkHead[isTalking];
  if (talks) return 'talk';
  const chews =
    features.chewingShare >= LIMITS.chewShare[isChewing] &&
    features.jawSpread >= LIMITS.chewJaw[isChewing] &&
    features.chinOverGap >= LIMITS.chewRatio[isChewing] &&
    features.lipGapSpread <= LIMITS.chewGap[isChewing] &&
    features.headSpread <= LIMITS.chewHead[isChewing];
  return chews ? 'chew' : 'still';
}
