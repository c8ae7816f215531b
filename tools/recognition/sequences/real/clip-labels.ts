import type { Intake, LabelledSequence, MouthLabel, MouthSpan, Negative } from '../labelled-sequence';

/** From and to, seconds. */
type Seconds = readonly [number, number];

/** What `labels.json` says of one clip; times in seconds. */
export interface ClipLabels {
  readonly seg: readonly (readonly [number, number, string])[];
  /** Food or vessel at the mouth. */
  readonly contact?: readonly Seconds[];
  /** A hand or thing near the face without intake. */
  readonly neg_contact?: readonly Seconds[];
}

/** These clips show one and the same person. */
const SAME_PERSON = /^webcam-(drink|head_move|helmet_shades|leave|spin)$/;

/** In these clips 'idle' only says that nothing is taken in: people grimace, pout, blow smoke. */
const UNSTILL = /^(expressions|smoking|hand-face)-/;

const NEGATIVES: readonly (readonly [RegExp, string])[] = [
  [/^smoking/, 'smoking'],
  [/eyemakeup|calidoop|livemhaugland/i, 'make-up'],
  [/sweat/, 'wiping'],
  [/helmet/, 'helmet'],
];

const milliseconds = (seconds: number): number => Math.round(1000 * seconds);

/** The parts of a span that none of the holes covers. */
export function withoutHoles(span: Seconds, holes: readonly Seconds[]): Seconds[] {
  let parts: Seconds[] = [span];
  for (const [from, to] of holes) {
    parts = parts.flatMap(([begin, end]): Seconds[] =>
      to <= begin || from >= end
        ? [[begin, end]]
        : ([
            [begin, from],
            [to, end],
          ] satisfies Seconds[]),
    );
  }
  return parts.filter(([from, to]) => to > from);
}

function mouthLabel(name: string, label: string): MouthLabel | null {
  if (label === 'chew' || label === 'talk' || label === 'other') return label;
  if (label === 'idle') return UNSTILL.test(name) ? 'other' : 'still';
  return null;
}

function mouthSpans(name: string, { seg, neg_contact = [] }: ClipLabels): MouthSpan[] {
  return seg.flatMap(([from, to, segment]) => {
    const label = mouthLabel(name, segment);
    if (label === null) return [];
    const parts = label === 'still' ? withoutHoles([from, to], neg_contact) : [[from, to] as const];
    return parts.map(([begin, end]) => ({ from: milliseconds(begin), to: milliseconds(end), label }));
  });
}

/** One intake per segment of a bite or drink; where several contacts lie in it, the first counts. */
function intakesOf({ seg, contact = [] }: ClipLabels): Intake[] {
  return seg.flatMap(([from, to, label]) => {
    if (label !== 'bite' && label !== 'drink') return [];
    const touch = contact.find(([begin, end]) => begin < to && end > from);
    return [
      {
        kind: label === 'bite' ? ('bite' as const) : ('sip' as const),
        beganAt: milliseconds(from),
        contactAt: milliseconds(Math.max(touch?.[0] ?? from, from)),
        endedAt: milliseconds(to),
      },
    ];
  });
}

function negativesOf(name: string, { neg_contact = [] }: ClipLabels): Negative[] {
  const what = NEGATIVES.find(([pattern]) => pattern.test(name))?.[1] ?? 'thing-near-face';
  return neg_contact.map(([from, to]) => ({ from: milliseconds(from), to: milliseconds(to), what }));
}

/** The labels of a clip of the set `people` in our form. */
export function labelsOfClip(
  name: string,
  labels: ClipLabels,
): Pick<LabelledSequence, 'source' | 'labelled' | 'mouth' | 'intakes' | 'negatives'> {
  const negatives = negativesOf(name, labels);
  // The strap goes under the chin for most of this clip, though its reader named no moment.
  const isHelmet = name.includes('helmet') && negatives.length === 0;
  const last = labels.seg.at(-1)?.[1] ?? 0;
  return {
    source: SAME_PERSON.test(name) ? 'webcam' : name,
    labelled: { mouth: true, intake: true },
    mouth: mouthSpans(name, labels),
    intakes: intakesOf(labels),
    negatives: isHelmet ? [{ from: 0, to: milliseconds(last), what: 'helmet' }] : negatives,
  };
}
