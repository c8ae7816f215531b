import { bootstrapInterval } from './bootstrap';
import { calibrate } from './calibration';
import { medianOf, type RhythmFound } from './chewing-rate';
import { addCounts, f1Of, precisionOf, recallOf, shareOf } from './counts';
import { addScores, EVENT_KINDS, EVENT_RULES, type EventKind, type EventRule } from './event-scores';
import { addFalseEvents, onNegatives } from './false-events';
import type { Trial } from './measure-trial';
import {
  addConfusions,
  countsOfClass,
  framesOf,
  macroF1Of,
  MOUTH_CLASSES,
  otherLeftAlone,
  settledRecallOf,
  type MouthClass,
} from './mouth-confusion';
import { rocArea } from './roc-area';
import type { ClassFigures, EventFigures, Rate, SetSummary } from './set-summary';
import { addSteadiness } from './steadiness';

/** Draws of other sources for each interval. */
const DRAWS = 1000;

/** Sums up trials, one summary for each set of each origin: sets are never thrown together. */
export function summarise(trials: readonly Trial[], seed: number): SetSummary[] {
  const sets = new Map<string, Trial[]>();
  for (const trial of trials) {
    const key = `${trial.origin}/${trial.set}`;
    sets.set(key, [...(sets.get(key) ?? []), trial]);
  }
  return [...sets.values()].map((some) => summariseSet(some, seed));
}

function summariseSet(trials: readonly Trial[], seed: number): SetSummary {
  const { set = '', origin = 'real' } = trials[0] ?? {};
  const steadiness = addSteadiness(trials.map((trial) => trial.steadiness));
  return {
    ...{ set, origin, sequences: trials.length },
    sources: new Set(trials.map(({ source }) => source)).size,
    minutes: trials.reduce((sum, { minutes }) => sum + minutes, 0),
    events: eventFigures(trials, seed),
    ways: waysOf(trials),
    falseEvents: falseEventRates(trials, seed),
    mouth: mouthFigures(trials, seed),
    changesPerMinute: shareOf(steadiness.changes, steadiness.minutes),
    shortestMotion: steadiness.shortest,
    chewingRate: chewingRateOf(trials.flatMap(({ rhythms }) => rhythms)),
    mouthCalibration: calibrate(trials.flatMap(({ mouthTold }) => mouthTold)),
    eventCalibration: calibrate(trials.flatMap(({ eventsTold }) => eventsTold)),
  };
}

/** What is known of each source: the parts of its trials, added. */
function bySource<Part>(
  trials: readonly Trial[],
  partOf: (trial: Trial) => Part | null,
  add: (parts: readonly Part[]) => Part,
): Part[] {
  const sources = new Map<string, Part[]>();
  for (const trial of trials) {
    const part = partOf(trial);
    if (part !== null) sources.set(trial.source, [...(sources.get(trial.source) ?? []), part]);
  }
  return [...sources.values()].map(add);
}

function eventFigures(trials: readonly Trial[], seed: number): SetSummary['events'] {
  const sources = bySource(trials, ({ events }) => events, addScores);
  if (sources.length === 0) return null;
  const figures = (rule: EventRule, kind: EventKind): EventFigures => {
    const bySources = sources.map((scores) => scores[rule][kind]);
    const counts = addCounts(bySources);
    const isThere = counts.found + counts.missed > 0;
    const interval = bootstrapInterval(bySources, (drawn) => f1Of(addCounts(drawn)), { seed, draws: DRAWS });
    return {
      ...counts,
      precision: precisionOf(counts),
      recall: recallOf(counts),
      f1: isThere ? { value: f1Of(counts), interval } : { value: null, interval: null },
    };
  };
  const kinds = (rule: EventRule): [EventKind, EventFigures][] =>
    EVENT_KINDS.map((kind) => [kind, figures(rule, kind)]);
  return Object.fromEntries(EVENT_RULES.map((rule) => [rule, Object.fromEntries(kinds(rule))])) as SetSummary['events'];
}

function waysOf(trials: readonly Trial[]): SetSummary['ways'] {
  const intakes = trials.flatMap((trial) => trial.intakes);
  return [...new Set(intakes.map(({ way }) => way))].sort().map((way) => {
    const some = intakes.filter((intake) => intake.way === way);
    const found = some.filter(({ toldAs }) => toldAs !== null);
    return {
      way,
      all: some.length,
      found: found.length,
      rightKind: found.filter(({ toldAs, kind }) => toldAs === kind).length,
    };
  });
}

type FalseTold = NonNullable<Trial['falseEvents']>;
type Counted = Pick<FalseTold, 'minutes' | 'count'>;

function falseEventRates(trials: readonly Trial[], seed: number): SetSummary['falseEvents'] {
  const sources = bySource(trials, ({ falseEvents }) => falseEvents, addFalseEvents);
  if (sources.length === 0) return null;
  const without = trials.filter(({ intakes }) => intakes.length === 0);
  const sourcesWithout = bySource(without, ({ falseEvents }) => falseEvents, addFalseEvents);
  return {
    all: rateOf(sources, (told) => told, seed),
    withoutIntake: rateOf(sourcesWithout, (told) => told, seed),
    onNegatives: rateOf(sources, onNegatives, seed),
    by: [...addFalseEvents(sources).by]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([what, { minutes, count }]) => ({
        ...{ what, minutes, count, perMinute: { value: shareOf(count, minutes), interval: null } },
      })),
  };
}

function rateOf(sources: readonly FalseTold[], partOf: (told: FalseTold) => Counted, seed: number): Rate {
  const parts = sources.map(partOf);
  const sumOf = (drawn: readonly Counted[]): Counted => ({
    minutes: drawn.reduce((sum, { minutes }) => sum + minutes, 0),
    count: drawn.reduce((sum, { count }) => sum + count, 0),
  });
  const perMinute = (drawn: readonly Counted[]): number | null => {
    const { minutes, count } = sumOf(drawn);
    return shareOf(count, minutes);
  };
  const interval = bootstrapInterval(parts, perMinute, { seed, draws: DRAWS });
  return { ...sumOf(parts), perMinute: { value: perMinute(parts), interval } };
}

function mouthFigures(trials: readonly Trial[], seed: number): SetSummary['mouth'] {
  const sources = bySource(trials, ({ mouth }) => mouth, addConfusions);
  if (sources.length === 0) return null;
  const confusion = addConfusions(sources);
  const classFigures = (name: MouthClass): ClassFigures => {
    const counts = countsOfClass(confusion, name);
    return {
      ...counts,
      frames: framesOf(confusion.frames[name]),
      recall: recallOf(counts),
      settledRecall: settledRecallOf(confusion, name),
      precision: precisionOf(counts),
      f1: f1Of(counts),
    };
  };
  const classes = Object.fromEntries(MOUTH_CLASSES.map((name) => [name, classFigures(name)]));
  const interval = bootstrapInterval(sources, (drawn) => macroF1Of(addConfusions(drawn)), { seed, draws: DRAWS });
  return {
    confusion,
    classes: classes as Record<MouthClass, ClassFigures>,
    otherLeftAlone: otherLeftAlone(confusion),
    macroF1: { value: macroF1Of(confusion), interval },
    chewTalkArea: rocArea(trials.flatMap(({ chewOverTalk }) => chewOverTalk)),
  };
}

function chewingRateOf(rhythms: readonly RhythmFound[]): SetSummary['chewingRate'] {
  if (rhythms.length === 0) return null;
  const errors = rhythms.flatMap(({ hertz, told }) => (told === null ? [] : [Math.abs(told - hertz)]));
  return { known: rhythms.length, told: errors.length, medianError: medianOf(errors) };
}
