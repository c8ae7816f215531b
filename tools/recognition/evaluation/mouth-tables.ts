import { bySet, nameOfSet } from './event-tables';
import { decimals, markdownTable, withInterval } from './markdown';
import { framesOf, MOUTH_CLASSES, MOUTH_LABELS, TOLD_CLASSES, type MouthConfusion } from './mouth-confusion';
import type { CandidateSummary } from './set-summary';

/** Recall and precision by class; null where no set tells what mouths do. */
export function mouthTable(candidates: readonly CandidateSummary[]): string | null {
  const rows = bySet(candidates).flatMap((rivals) =>
    rivals.flatMap(({ name, summary }) => {
      const { mouth } = summary;
      if (!mouth) return [];
      const begin = [nameOfSet(summary), name];
      const classes = MOUTH_CLASSES.filter((label) => mouth.classes[label].frames > 0).map((label) => {
        const { frames, recall, settledRecall, precision, f1 } = mouth.classes[label];
        return [
          ...begin,
          label,
          String(frames),
          ...[recall, settledRecall, precision, f1].map((value) => decimals(value)),
        ];
      });
      const others = framesOf(mouth.confusion.frames.other);
      if (others > 0) classes.push([...begin, 'other', String(others), decimals(mouth.otherLeftAlone), '–', '–', '–']);
      if (mouth.macroF1.value !== null)
        classes.push([...begin, '**macro**', '', '', '', '', withInterval(mouth.macroF1)]);
      return classes;
    }),
  );
  if (rows.length === 0) return null;
  const header = ['set (sources)', 'candidate', 'mouth', 'frames', 'recall', 'recall after 1.5 s', 'precision', 'F1'];
  return markdownTable(header, rows);
}

/** One confusion matrix for each candidate and set. */
export function confusionTables(candidates: readonly CandidateSummary[]): string[] {
  return bySet(candidates).flatMap((rivals) =>
    rivals.flatMap(({ name, summary }) =>
      summary.mouth ? [`${nameOfSet(summary)}, ${name}:\n\n${confusionTable(summary.mouth.confusion)}`] : [],
    ),
  );
}

function confusionTable({ frames }: MouthConfusion): string {
  const rows = MOUTH_LABELS.filter((label) => framesOf(frames[label]) > 0).map((label) => [
    label,
    ...TOLD_CLASSES.map((told) => String(frames[label][told])),
  ]);
  return markdownTable(['is \\ told', 'still', 'chew', 'talk', 'bite or drink', 'unknown or away'], rows);
}

/** Chew against talk, steadiness and chewing rates. */
export function rhythmTable(candidates: readonly CandidateSummary[]): string {
  const rows = bySet(candidates).flatMap((rivals) =>
    rivals.map(({ name, summary }) => {
      const { mouth, chewingRate, changesPerMinute, shortestMotion } = summary;
      const rate = chewingRate
        ? `${decimals(chewingRate.medianError)} (${chewingRate.told} of ${chewingRate.known})`
        : '–';
      return [
        ...[nameOfSet(summary), name, decimals(mouth?.chewTalkArea ?? null, 3), rate],
        ...[shortestMotion === null ? '–' : `${shortestMotion}`, decimals(changesPerMinute, 1)],
      ];
    }),
  );
  const header = ['set (sources)', 'candidate', 'chew against talk, AUC', 'error of chewing rate, Hz (told)'];
  return markdownTable([...header, 'shortest motion, ms', 'changes a minute'], rows);
}
