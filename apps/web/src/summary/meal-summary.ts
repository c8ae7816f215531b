import type { EatingEventKind, MotionTotals } from '@bapsang/shared';
import type { Intake } from '../together/intake';
import { findToasts, type Toast } from '../together/toasts';
import { clockShift } from './clock-shift';
import type { RecordedMeal, RecordedParticipant, Span } from './recorded-meal';
import { rhythmOf, type Rhythm } from './rhythm';
import { longestOf, timelineOf, type TimelineSpan } from './timeline';

/** A bite or a sip, by this browser's clock. */
export interface TimedEvent extends Span {
  readonly kind: EatingEventKind;
  /** When food or vessel first touched the mouth. */
  readonly at: number;
}

/** One participant's meal. */
export interface ParticipantSummary {
  readonly participantId: string;
  readonly displayName: string;
  readonly self: boolean;
  /** Whether the participant agreed to recognition; all below is empty without. */
  readonly recognition: boolean;
  readonly totals: MotionTotals;
  /** The part of the totals whose moments this page does not know. */
  readonly untimed: MotionTotals;
  /** Without gaps from the beginning to the end of the meal. */
  readonly spans: readonly TimelineSpan[];
  readonly events: readonly TimedEvent[];
  readonly longestChew: Span | undefined;
}

/** A meal as one page saw it. */
export interface MealSummary extends Span {
  /** This page's own participant first. */
  readonly participants: readonly ParticipantSummary[];
  /** Of the whole table. */
  readonly totals: MotionTotals;
  readonly untimed: MotionTotals;
  readonly longestChew: { readonly participant: ParticipantSummary; readonly span: Span } | undefined;
  readonly rhythm: Rhythm;
  readonly absences: readonly Span[];
  /** Sips that were taken together, the earliest first. */
  readonly toasts: readonly Toast[];
}

/** Puts together what is shown of a meal after it. */
export function summarizeMeal(meal: RecordedMeal): MealSummary {
  const participants = meal.participants
    .map((participant) => summarizeParticipant(participant, meal))
    .sort((one, other) => Number(other.self) - Number(one.self));
  return {
    from: meal.from,
    to: meal.to,
    participants,
    totals: sumOf(participants.map(({ totals }) => totals)),
    untimed: sumOf(participants.map(({ untimed }) => untimed)),
    longestChew: longestChewOf(participants),
    rhythm: rhythmOf(
      participants.flatMap(({ events }) => events),
      meal,
    ),
    absences: meal.absences,
    toasts: findToasts(sipsOf(participants)),
  };
}

function summarizeParticipant(participant: RecordedParticipant, meal: RecordedMeal): ParticipantSummary {
  const { participantId, displayName, self, recognition } = participant;
  const shift = clockShift(participant.lag);
  const events = participant.events.map(({ kind, beganAt, contactAt, endedAt }) => ({
    kind,
    from: beganAt + shift,
    at: contactAt + shift,
    to: endedAt + shift,
  }));
  const bites = events.filter(({ kind }) => kind === 'bite').length;
  const timed = { bites, sips: events.length - bites };
  // The totals begin anew where the api forgot the meal; what was seen here stays seen.
  const totals = {
    bites: Math.max(participant.totals.bites, timed.bites),
    sips: Math.max(participant.totals.sips, timed.sips),
  };
  const spans = timelineOf(participant.states, shift, meal);
  return {
    participantId,
    displayName,
    self,
    recognition,
    totals,
    untimed: { bites: totals.bites - timed.bites, sips: totals.sips - timed.sips },
    spans,
    events,
    longestChew: longestOf(spans, 'chew'),
  };
}

function sipsOf(participants: readonly ParticipantSummary[]): Intake[] {
  return participants.flatMap(({ participantId, events }) =>
    events.flatMap(({ kind, at }) => (kind === 'sip' ? [{ participantId, kind, at }] : [])),
  );
}

function sumOf(totals: readonly MotionTotals[]): MotionTotals {
  return totals.reduce((sum, { bites, sips }) => ({ bites: sum.bites + bites, sips: sum.sips + sips }), {
    bites: 0,
    sips: 0,
  });
}

function longestChewOf(participants: readonly ParticipantSummary[]): MealSummary['longestChew'] {
  let longest: MealSummary['longestChew'];
  for (const participant of participants) {
    const span = participant.longestChew;
    if (span && (!longest || lengthOf(span) > lengthOf(longest.span))) longest = { participant, span };
  }
  return longest;
}

function lengthOf({ from, to }: Span): number {
  return to - from;
}
