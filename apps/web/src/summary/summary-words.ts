import type { Dictionary } from '../i18n/dictionary';
import type { LanguageCode } from '../i18n/language';
import type { MealSummary, ParticipantSummary } from './meal-summary';
import type { Span } from './recorded-meal';
import type { TimelineRow } from './timeline-rows';
import { clockTime, dayOf, durationWords } from './times';

/** How many absences are told one by one. */
const ABSENCES_SHOWN = 4;

/** The name that is shown of somebody. */
export function nameOf({ displayName }: Pick<ParticipantSummary, 'displayName'>, words: Dictionary): string {
  return displayName || words.table.guest;
}

/** What a line of a timeline says. */
export function rowLabel({ what }: Pick<TimelineRow, 'what'>, words: Dictionary): string {
  if (what === 'biteEvent') return words.summary.bite;
  if (what === 'sipEvent') return words.summary.sip;
  return what === 'unseen' ? words.summary.unseen : words.motion[what];
}

/** Which day and from when to when a meal was. */
export function whenSentence({ from, to }: Span, words: Dictionary, code: LanguageCode): string {
  return words.summary.when(dayOf(from, code), clockTime(from, code), clockTime(to, code));
}

/** The numbers of the whole table, one sentence each; none where nobody was recognised. */
export function figureSentences(summary: MealSummary, words: Dictionary): string[] {
  if (!summary.participants.some(({ recognition }) => recognition)) return [words.summary.nobodyAgreed];
  const { totals, longestChew, toasts } = summary;
  const counts = [words.table.bites(totals.bites), words.table.sips(totals.sips)];
  const sentences = [counts.join(', ')];
  if (longestChew) {
    const length = durationWords(longestChew.span.to - longestChew.span.from, words);
    const who = words.summary.ofName(nameOf(longestChew.participant, words));
    sentences.push(`${words.summary.longestChew}: ${length}, ${who}`);
  }
  if (toasts.length > 0) sentences.push(`${words.summary.toasts}: ${String(toasts.length)}`);
  return sentences;
}

/** What the summary does not know, and why. */
export function knownSentences(summary: MealSummary, words: Dictionary, code: LanguageCode): string[] {
  const { untimed, absences, from } = summary;
  const more = absences.length - ABSENCES_SHOWN;
  return [
    words.summary.sinceJoining(clockTime(from, code)),
    ...absences
      .slice(0, ABSENCES_SHOWN)
      .map((absence) =>
        words.summary.notConnected(clockTime(absence.from, code, 'second'), clockTime(absence.to, code, 'second')),
      ),
    ...(more > 0 ? [words.summary.notConnectedMore(more)] : []),
    ...(untimed.bites + untimed.sips > 0 ? [words.summary.untimed(untimed.bites, untimed.sips)] : []),
  ];
}
