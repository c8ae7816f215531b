import type { Motion } from '@bapsang/shared';
import type { LabelledSequence, MouthLabel } from '../sequences/labelled-sequence';
import { f1Of, shareOf, type Counts } from './counts';
import type { JudgedStep } from './judge';

/** What a mouth may truly do: the rows of the confusion matrix. */
export const MOUTH_LABELS: readonly MouthLabel[] = ['still', 'chew', 'talk', 'other'];

/** What may be told of it: the columns. */
export const TOLD_CLASSES = ['still', 'chew', 'talk', 'other', 'nothing'] as const;

/** One of {@link TOLD_CLASSES}. */
export type ToldClass = (typeof TOLD_CLASSES)[number];

/** `other`: something at the mouth, told as bite or drink. `nothing`: unknown or away. */
const CLASS_OF_MOTION: Readonly<Record<Motion, ToldClass>> = {
  idle: 'still',
  chew: 'chew',
  talk: 'talk',
  bite: 'other',
  drink: 'other',
  unknown: 'nothing',
  away: 'nothing',
};

/** A class that has both a label and a motion of its own. */
export type MouthClass = 'still' | 'chew' | 'talk';

/** The classes of the macro F1. Laughs, yawns and grimaces have no motion of their own: only chew and talk are wrong there. */
export const MOUTH_CLASSES: readonly MouthClass[] = ['still', 'chew', 'talk'];

/** After so long into what a mouth does, whoever looks back for 1 to 2 s has had the time to see it, ms. */
export const SETTLED_MS = 1500;

/** How many frames were told how. */
export interface MouthConfusion {
  readonly frames: Readonly<Record<MouthLabel, Readonly<Record<ToldClass, number>>>>;
  /** The same, of frames that lie {@link SETTLED_MS} or more after the begin of their span. */
  readonly settled: Readonly<Record<MouthLabel, Readonly<Record<ToldClass, number>>>>;
}

type Matrix = Record<MouthLabel, Record<ToldClass, number>>;

const emptyMatrix = (): Matrix => {
  const row = (): Record<ToldClass, number> => ({ still: 0, chew: 0, talk: 0, other: 0, nothing: 0 });
  return { still: row(), chew: row(), talk: row(), other: row() };
};

/** Sets what was told beside what the mouth did, frame for frame; frames without a label do not count. */
export function confuseMouth({ mouth }: Pick<LabelledSequence, 'mouth'>, steps: readonly JudgedStep[]): MouthConfusion {
  const frames = emptyMatrix();
  const settled = emptyMatrix();
  for (const { at, motion } of steps) {
    const span = mouth.find(({ from, to }) => at >= from && at < to);
    if (!span) continue;
    frames[span.label][CLASS_OF_MOTION[motion]] += 1;
    if (at - span.from >= SETTLED_MS) settled[span.label][CLASS_OF_MOTION[motion]] += 1;
  }
  return { frames, settled };
}

/** The sum of confusions. */
export function addConfusions(confusions: readonly MouthConfusion[]): MouthConfusion {
  const sum = (which: keyof MouthConfusion): Matrix => {
    const matrix = emptyMatrix();
    for (const confusion of confusions) {
      for (const label of MOUTH_LABELS) {
        for (const told of TOLD_CLASSES) matrix[label][told] += confusion[which][label][told];
      }
    }
    return matrix;
  };
  return { frames: sum('frames'), settled: sum('settled') };
}

/**
 * Found, missed and wrong frames of a class. A face that laughs or grimaces and is told to be idle is not wrong: idle means
 * that it neither chews nor talks nor takes anything in.
 */
export function countsOfClass({ frames }: MouthConfusion, name: MouthClass): Counts {
  const found = frames[name][name];
  const all = framesOf(frames[name]);
  const others = MOUTH_LABELS.filter((label) => label !== name && !(name === 'still' && label === 'other'));
  return { found, missed: all - found, wrong: others.reduce((sum, label) => sum + frames[label][name], 0) };
}

/** Share of the settled frames of a class that are told right; null where there are none. */
export const settledRecallOf = ({ settled }: MouthConfusion, name: MouthClass): number | null =>
  shareOf(settled[name][name], framesOf(settled[name]));

/** Share of frames that laugh, yawn or grimace and are taken for neither chewing nor talking; null where there are none. */
export function otherLeftAlone({ frames: { other } }: MouthConfusion): number | null {
  const all = framesOf(other);
  return shareOf(all - other.chew - other.talk, all);
}

/** The mean F1 of the classes that occur; null where fewer than two do: then it would say little. */
export function macroF1Of(confusion: MouthConfusion): number | null {
  const present = MOUTH_CLASSES.filter((name) => framesOf(confusion.frames[name]) > 0);
  if (present.length < 2) return null;
  const sum = present.reduce((total, name) => total + (f1Of(countsOfClass(confusion, name)) ?? 0), 0);
  return sum / present.length;
}

/** How many frames a row holds. */
export const framesOf = (row: Readonly<Record<ToldClass, number>>): number =>
  TOLD_CLASSES.reduce((sum, told) => sum + row[told], 0);
