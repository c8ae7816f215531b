import type { Origin } from '../sequences/labelled-sequence';
import type { ConfidenceInterval } from './bootstrap';
import type { Calibration } from './calibration';
import type { Condition } from './conditions';
import type { Counts } from './counts';
import type { EventKind, EventRule } from './event-scores';
import type { MouthClass, MouthConfusion } from './mouth-confusion';

/** A figure with how far it would go with other sources; both null where there is nothing to tell it from. */
export interface Figure {
  readonly value: number | null;
  readonly interval: ConfidenceInterval | null;
}

/** How well one kind of intake is found by one rule. */
export interface EventFigures extends Counts {
  readonly precision: number | null;
  readonly recall: number | null;
  /** Null where nothing was there to be found: false events are a matter of {@link Rate}. */
  readonly f1: Figure;
}

/** Events that are none, and in how much time. */
export interface Rate {
  readonly minutes: number;
  readonly count: number;
  readonly perMinute: Figure;
}

/** How well one class of the mouth is told. */
export interface ClassFigures extends Counts {
  readonly frames: number;
  readonly recall: number | null;
  readonly settledRecall: number | null;
  readonly precision: number | null;
  readonly f1: number | null;
}

/** All figures of one candidate on one set; what its labels do not tell is null. */
export interface SetSummary {
  readonly set: string;
  readonly origin: Origin;
  readonly sources: number;
  readonly sequences: number;
  readonly minutes: number;
  readonly events: Readonly<Record<EventRule, Readonly<Record<EventKind, EventFigures>>>> | null;
  readonly ways: readonly {
    readonly way: string;
    readonly all: number;
    readonly found: number;
    readonly rightKind: number;
  }[];
  readonly falseEvents: {
    readonly all: Rate;
    /** In sequences in which nobody takes anything in. */
    readonly withoutIntake: Rate;
    /** While a hand or a thing is near the face without intake. */
    readonly onNegatives: Rate;
    /** By what goes on, without intervals: most are seconds of few people. */
    readonly by: readonly (Rate & { readonly what: string })[];
  } | null;
  readonly mouth: {
    readonly confusion: MouthConfusion;
    readonly classes: Readonly<Record<MouthClass, ClassFigures>>;
    readonly otherLeftAlone: number | null;
    readonly macroF1: Figure;
    /** Chew against talk, frame by frame. */
    readonly chewTalkArea: number | null;
  } | null;
  readonly changesPerMinute: number | null;
  readonly shortestMotion: number | null;
  readonly chewingRate: {
    readonly known: number;
    readonly told: number;
    /** Hz; null where none was told. */
    readonly medianError: number | null;
  } | null;
  readonly mouthCalibration: Calibration;
  readonly eventCalibration: Calibration;
}

/** How a candidate did on all sets under one condition. */
export interface CandidateSummary {
  readonly name: string;
  readonly sets: readonly SetSummary[];
}

/** How the candidates did under one condition. */
export interface ConditionSummary {
  readonly condition: Condition;
  readonly candidates: readonly CandidateSummary[];
}
