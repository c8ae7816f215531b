import type { ParticipantSummary } from './meal-summary';
import type { Span } from './recorded-meal';
import type { TimelineSpan } from './timeline';

/** One line of a timeline in words: a motion, a bite or a sip. */
export interface TimelineRow extends Span {
  readonly what: TimelineSpan['motion'] | 'biteEvent' | 'sipEvent';
}

/** Motions, bites and sips of a participant in the order of their beginning; bites and sips after the motion they are in. */
export function timelineRows({ spans, events }: Pick<ParticipantSummary, 'spans' | 'events'>): TimelineRow[] {
  const motions = spans.map(({ motion, from, to }): TimelineRow => ({ what: motion, from, to }));
  const moments = events.map(({ kind, from, to }): TimelineRow => ({
    what: kind === 'bite' ? 'biteEvent' : 'sipEvent',
    from,
    to,
  }));
  return [...motions, ...moments].sort((one, other) => one.from - other.from);
}
