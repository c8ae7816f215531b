import type { EatingEvent } from '@bapsang/shared';
import type { Intake } from '../sequences/labelled-sequence';
import { addCounts, type Counts } from './counts';
import {
  countsOfPairs,
  matchInsideIntervals,
  matchMoments,
  matchOverlaps,
  type Interval,
  type Pairs,
} from './event-matching';

/** An event that is told at most this far from the true contact is right, ms. */
export const TOLERANCE_MS = 1000;

/** The least overlap by which ST-GCN-BiLSTM's published figures count a gesture as found. */
const LEAST_OVERLAP = 0.1;

/**
 * When an event is right: `contact`: told within {@link TOLERANCE_MS} of the true contact, ours; `inside`: the first
 * told inside the true gesture (OREBA); `overlap`: overlaps the true gesture by a tenth (segmental F1 at 0.1).
 */
export const EVENT_RULES = ['contact', 'inside', 'overlap'] as const;

/** One of {@link EVENT_RULES}. */
export type EventRule = (typeof EVENT_RULES)[number];

/** What is asked for: an intake of either kind (a bite that is told as a sip is found), or one kind alone. */
export const EVENT_KINDS = ['intake', 'bite', 'sip'] as const;

/** One of {@link EVENT_KINDS}. */
export type EventKind = (typeof EVENT_KINDS)[number];

/** Counts by rule and by what is asked for. */
export type EventScores = Readonly<Record<EventRule, Readonly<Record<EventKind, Counts>>>>;

const intervalOf = ({ beganAt, endedAt }: Intake | EatingEvent): Interval => ({ from: beganAt, to: endedAt });

/** Which intake goes with which event by a rule; both in the order of their contacts. */
export function matchEvents(rule: EventRule, intakes: readonly Intake[], events: readonly EatingEvent[]): Pairs {
  const contacts = events.map(({ contactAt }) => contactAt);
  if (rule === 'inside') return matchInsideIntervals(intakes.map(intervalOf), contacts);
  if (rule === 'overlap') return matchOverlaps(intakes.map(intervalOf), events.map(intervalOf), LEAST_OVERLAP);
  const truths = intakes.map(({ contactAt }) => contactAt);
  return matchMoments(truths, contacts, TOLERANCE_MS);
}

/** Things with a contact in the order of their contacts. */
export const byContact = <Thing extends { readonly contactAt: number }>(things: readonly Thing[]): Thing[] =>
  things.toSorted((a, b) => a.contactAt - b.contactAt);

/** Sets the events that were told of one sequence beside its intakes. */
export function scoreEvents(intakes: readonly Intake[], events: readonly EatingEvent[]): EventScores {
  return mapScores((rule, kind) => {
    const isAsked = (thing: Intake | EatingEvent): boolean => kind === 'intake' || thing.kind === kind;
    const truths = byContact(intakes).filter(isAsked);
    const told = byContact(events).filter(isAsked);
    return countsOfPairs(matchEvents(rule, truths, told), truths.length, told.length);
  });
}

/** The sum of scores. */
export const addScores = (scores: readonly EventScores[]): EventScores =>
  mapScores((rule, kind) => addCounts(scores.map((score) => score[rule][kind])));

function mapScores(countsOf: (rule: EventRule, kind: EventKind) => Counts): EventScores {
  const kinds = (rule: EventRule): Record<EventKind, Counts> => ({
    intake: countsOf(rule, 'intake'),
    bite: countsOf(rule, 'bite'),
    sip: countsOf(rule, 'sip'),
  });
  return { contact: kinds('contact'), inside: kinds('inside'), overlap: kinds('overlap') };
}
