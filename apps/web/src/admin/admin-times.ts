import type { AdminDictionary } from './i18n/admin-dictionary';

const MINUTE = 60_000;

/**
 * A length of time in the two largest units that say something.
 * @param duration ms; what is below 0, by the jitter of clocks, counts as 0
 */
export function coarseDuration(duration: number, { duration: words }: AdminDictionary): string {
  const minutes = Math.floor(Math.max(0, duration) / MINUTE);
  if (minutes < 1) return words.seconds(Math.floor(Math.max(0, duration) / 1000));
  const hours = Math.floor(minutes / 60);
  if (hours < 1) return words.minutes(minutes);
  if (hours < 24) return words.hours(hours, minutes % 60);
  return words.days(Math.floor(hours / 24), hours % 24);
}

/** How long ago a moment was, both ms since the epoch. */
export function agoWords(moment: number, now: number, words: AdminDictionary): string {
  return words.duration.ago(coarseDuration(now - moment, words));
}

/** A share from 0 to 1, in whole percent; undefined where it is not known. */
export function percentWords(share: number | undefined, words: AdminDictionary): string {
  return share === undefined ? words.none : `${String(Math.round(share * 100))} %`;
}
