import { measureFace, type FaceMeasures } from '../../../libs/recognition/src/motion/face-geometry';
import type { FrameLandmarks } from '../../../libs/recognition/src/motion/frame-landmarks';
import { measureReach, SIDES } from '../../../libs/recognition/src/motion/hand-reach';
import { MouthWatch } from '../../../libs/recognition/src/motion/mouth-motion';
import type { Intake, LabelledSequence, MouthSpan } from '../sequences/labelled-sequence';

/** Values of many measures by name, gathered over sequences. */
export class Measures {
  private readonly values = new Map<string, number[]>();

  /** Adds a value that is known. */
  add(name: string, value: number | null | undefined): void {
    if (value === null || value === undefined || !Number.isFinite(value)) return;
    const values = this.values.get(name);
    if (values) values.push(value);
    else this.values.set(name, [value]);
  }

  /** The names in the order in which they came. */
  get names(): string[] {
    return [...this.values.keys()];
  }

  /** The value below which a share of the values lies, and how many there are; undefined where there is none. */
  quantiles(
    name: string,
    shares: readonly number[],
  ): { readonly at: readonly number[]; readonly count: number } | undefined {
    const values = this.values.get(name);
    if (!values) return undefined;
    const sorted = values.toSorted((a, b) => a - b);
    const at = shares.map((share) => sorted[Math.min(Math.floor(share * sorted.length), sorted.length - 1)] ?? NaN);
    return { at, count: sorted.length };
  }
}

/** A feature window must lie wholly inside of a span, ms. */
const WINDOW_MS = 2500;
/** Windows overlap: every so many frames one is read. */
const FRAMES_BETWEEN_WINDOWS = 4;

/** What a contact is judged by: this long after it began, whatever its label says of its end, ms. */
const CONTACT_MS = 1200;
/** And the head's usual pitch by what went before, ms. */
const BEFORE_MS = 2500;

/** The features that motion reads, with the measures under them, by what the labels say. */
export function measureSequences(sequences: readonly LabelledSequence[]): Measures {
  const measures = new Measures();
  for (const sequence of sequences) {
    if (sequence.labelled.mouth) for (const span of sequence.mouth) measureMouth(sequence, span, measures);
    if (sequence.labelled.intake) measureHands(sequence, measures);
  }
  return measures;
}

function measureMouth({ frames }: LabelledSequence, { from, to, label }: MouthSpan, measures: Measures): void {
  const watch = new MouthWatch();
  let last: FaceMeasures | null = null;
  frames
    .filter(({ capturedAt }) => capturedAt >= from && capturedAt < to)
    .forEach(({ capturedAt, face }, index) => {
      if (!face) return;
      const measured = measureFace(face);
      for (const name of ['lipGap', 'lipToChin', 'noseToChin', 'mouthWidth', 'eyesToNose'] as const) {
        measures.add(`${label}: ${name}`, measured[name]);
        if (last) measures.add(`${label}: step of ${name}`, Math.abs(measured[name] - last[name]));
      }
      last = measured;
      watch.add(capturedAt, measured);
      if (index % FRAMES_BETWEEN_WINDOWS !== 0 || capturedAt - from < WINDOW_MS) return;
      for (const [name, value] of Object.entries(watch.features() ?? {}))
        measures.add(`${label}: ${name}`, value as number);
    });
}

/** What is known of hands and head in one frame. */
interface Moment {
  readonly at: number;
  readonly eyesToNose: number | null;
  readonly fingertip: number | null;
  readonly arm: number | null;
  readonly areHandsLookedFor: boolean;
}

const least = (values: readonly (number | null)[]): number | null =>
  values.reduce((nearest, value) => (value !== null && (nearest === null || value < nearest) ? value : nearest), null);

function momentOf(frame: FrameLandmarks): Moment {
  const face = frame.face && measureFace(frame.face);
  const reaches = face ? SIDES.map((side) => measureReach(frame, face, side)) : [];
  return {
    at: frame.capturedAt,
    eyesToNose: face?.eyesToNose ?? null,
    fingertip: least(reaches.map(({ fingertip }) => fingertip)),
    arm: least(reaches.map(({ arm }) => arm)),
    areHandsLookedFor: frame.lookedFor.hands,
  };
}

function measureHands({ frames, intakes, negatives }: LabelledSequence, measures: Measures): void {
  const moments = frames.map(momentOf);
  for (const { fingertip, arm } of moments) {
    if (fingertip !== null && arm !== null) measures.add('hand: arm minus fingertip', arm - fingertip);
  }
  for (const frame of frames) {
    if (frame.lookedFor.hands) measures.add('hand: found where looked for', frame.hands.length > 0 ? 1 : 0);
  }
  for (const intake of intakes) measureIntake(intake, moments, measures);
  for (const { from, to } of negatives) {
    const during = moments.filter(({ at }) => at >= from && at <= to);
    measures.add('negative: nearest fingertip', least(during.map(({ fingertip }) => fingertip)));
    measures.add('negative: nearest arm', least(during.map(({ arm }) => arm)));
    measures.add(
      'negative: fingertip seen',
      shareOf(during, ({ fingertip }) => fingertip !== null),
    );
  }
}

function measureIntake({ kind, beganAt, contactAt }: Intake, moments: readonly Moment[], measures: Measures): void {
  const during = moments.filter(({ at }) => at >= contactAt && at <= contactAt + CONTACT_MS);
  const before = moments.filter(({ at }) => at >= contactAt - BEFORE_MS && at <= beganAt);
  measures.add(`${kind}: nearest fingertip`, least(during.map(({ fingertip }) => fingertip)));
  measures.add(`${kind}: nearest arm`, least(during.map(({ arm }) => arm)));
  measures.add(
    `${kind}: fingertip seen`,
    shareOf(during, ({ fingertip }) => fingertip !== null),
  );
  measures.add(
    `${kind}: hand looked for`,
    shareOf(during, ({ areHandsLookedFor }) => areHandsLookedFor),
  );
  measures.add(
    `${kind}: face lost`,
    shareOf(during, ({ eyesToNose }) => eyesToNose === null),
  );
  const pitch = medianOf(during.map(({ eyesToNose }) => eyesToNose));
  const usual = medianOf(before.map(({ eyesToNose }) => eyesToNose));
  if (pitch !== null && usual !== null) measures.add(`${kind}: change of eyesToNose`, pitch - usual);
  for (const offset of [-1000, -500, 0, 500, 1000, 2000]) {
    const near = moments.filter(({ at }) => Math.abs(at - contactAt - offset) <= 130);
    const distance = near.map(({ fingertip, arm }) => fingertip ?? arm).find((value) => value !== null);
    measures.add(`${kind}: distance at ${offset} ms`, distance);
  }
}

function shareOf(moments: readonly Moment[], holds: (moment: Moment) => boolean): number | null {
  return moments.length > 0 ? moments.filter(holds).length / moments.length : null;
}

function medianOf(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null).sort((a, b) => a - b);
  return known[Math.floor(known.length / 2)] ?? null;
}
