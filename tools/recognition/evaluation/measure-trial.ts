import type { LabelledSequence, Origin } from '../sequences/labelled-sequence';
import { BITE_WAYS, SIP_WAYS } from '../generator/acts/intake-acts';
import type { Told } from './calibration';
import { compareRhythms, type RhythmFound } from './chewing-rate';
import { byContact, matchEvents, scoreEvents, type EventScores } from './event-scores';
import { findFalseEvents, type FalseEvents } from './false-events';
import type { Judged, JudgedStep } from './judge';
import { knownRhythms } from './known-rhythms';
import { confuseMouth, type MouthConfusion } from './mouth-confusion';
import type { Scored } from './roc-area';
import { steadinessOf, type Steadiness } from './steadiness';

/** One true intake: what it was, and what became of it. */
export interface IntakeFound {
  /** How it was taken in: 'spoon', 'bottle'... where that is known, else the kind alone. */
  readonly way: string;
  readonly kind: 'bite' | 'sip';
  readonly contactAt: number;
  /** What was told within the tolerance; null where nothing was. */
  readonly toldAs: 'bite' | 'sip' | null;
}

/** All that is known of how well one sequence was judged; what its labels do not tell is null. */
export interface Trial {
  readonly sequence: string;
  readonly set: string;
  readonly source: string;
  readonly origin: Origin;
  readonly minutes: number;
  readonly events: EventScores | null;
  readonly intakes: readonly IntakeFound[];
  readonly falseEvents: FalseEvents | null;
  readonly mouth: MouthConfusion | null;
  /** Of frames in which the mouth chews or talks: how much likelier chewing was held for. */
  readonly chewOverTalk: readonly Scored[];
  readonly steadiness: Steadiness;
  readonly rhythms: readonly RhythmFound[];
  readonly mouthTold: readonly Told[];
  readonly eventsTold: readonly Told[];
}

/** Measures how well a sequence was judged. @param data the folder of the shared data */
export function measureTrial(sequence: LabelledSequence, { steps, events }: Judged, data: string): Trial {
  const { id, set, source, origin, frames, labelled, intakes } = sequence;
  const lasted = (frames.at(-1)?.capturedAt ?? 0) - (frames[0]?.capturedAt ?? 0);
  return {
    ...{ sequence: id, set, source, origin, minutes: lasted / 60_000 },
    events: labelled.intake ? scoreEvents(intakes, events) : null,
    intakes: labelled.intake ? intakesFound(sequence, events) : [],
    falseEvents: labelled.intake ? findFalseEvents(sequence, events) : null,
    mouth: labelled.mouth ? confuseMouth(sequence, steps) : null,
    chewOverTalk: labelled.mouth ? chewOverTalk(sequence, steps) : [],
    steadiness: steadinessOf(steps),
    rhythms: labelled.mouth ? compareRhythms(knownRhythms(sequence, data), steps) : [],
    mouthTold: labelled.mouth ? mouthTold(sequence, steps) : [],
    eventsTold: labelled.intake ? eventsTold(sequence, events) : [],
  };
}

const WAYS: readonly string[] = [...BITE_WAYS, ...SIP_WAYS];

/** Made-up sequences of a single act are named after it. */
function wayOf({ id, set }: LabelledSequence, kind: string): string {
  const way = /^synthetic\/\d+-\d+-(.+)$/.exec(id)?.[1] ?? '';
  if (WAYS.includes(way)) return way;
  return set === 'synthetic' ? `${kind} in a meal` : kind;
}

function intakesFound(sequence: LabelledSequence, events: Judged['events']): IntakeFound[] {
  const intakes = byContact(sequence.intakes);
  const told = byContact(events);
  const partners = new Map(matchEvents('contact', intakes, told));
  return intakes.map(({ kind, contactAt }, index) => {
    const partner = partners.get(index);
    return {
      way: wayOf(sequence, kind),
      kind,
      contactAt,
      toldAs: partner === undefined ? null : (told[partner]?.kind ?? null),
    };
  });
}

/** An event is right when one of its kind is there within the tolerance. */
function eventsTold({ intakes }: LabelledSequence, events: Judged['events']): Told[] {
  return (['bite', 'sip'] as const).flatMap((kind) => {
    const told = byContact(events.filter((event) => event.kind === kind));
    const pairs = matchEvents('contact', byContact(intakes.filter((intake) => intake.kind === kind)), told);
    const right = new Set(pairs.map(([, index]) => index));
    return told.map(({ confidence }, index) => ({ confidence, isRight: right.has(index) }));
  });
}

const labelAt = ({ mouth }: LabelledSequence, at: number): string | undefined =>
  mouth.find(({ from, to }) => at >= from && at < to)?.label;

function chewOverTalk(sequence: LabelledSequence, steps: readonly JudgedStep[]): Scored[] {
  return steps.flatMap(({ at, probabilities: { chew, talk } }) => {
    const label = labelAt(sequence, at);
    if (label !== 'chew' && label !== 'talk') return [];
    return [{ score: chew + talk > 0 ? chew / (chew + talk) : 0.5, isSo: label === 'chew' }];
  });
}

/** What a label makes right; idle is right for whatever is neither chewing nor talking. */
const RIGHT_MOTIONS: Readonly<Record<string, string>> = { still: 'idle', other: 'idle', chew: 'chew', talk: 'talk' };

/** Only what says something of the mouth can be right or wrong of it. */
function mouthTold(sequence: LabelledSequence, steps: readonly JudgedStep[]): Told[] {
  return steps.flatMap(({ at, motion, confidence }) => {
    const label = labelAt(sequence, at);
    if (label === undefined || (motion !== 'idle' && motion !== 'chew' && motion !== 'talk')) return [];
    return [{ confidence, isRight: RIGHT_MOTIONS[label] === motion }];
  });
}
