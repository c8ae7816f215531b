import type { Dictionary } from '../i18n/dictionary';
import type { LanguageCode } from '../i18n/language';

/** Korean is shorter, and as natural, with 24 hours. */
const HOUR_CYCLES = { ko: 'h23', en: 'h12' } as const satisfies Record<LanguageCode, string>;

/**
 * A moment by the clock on the wall.
 * @param moment ms since the epoch
 */
export function clockTime(moment: number, code: LanguageCode, precision: 'minute' | 'second' = 'minute'): string {
  const second = precision === 'second' ? ({ second: '2-digit' } as const) : {};
  const hour = { hour: 'numeric', minute: '2-digit', hourCycle: HOUR_CYCLES[code] } as const;
  return new Intl.DateTimeFormat(code, { ...hour, ...second }).format(moment);
}

/**
 * The day of a moment, with its weekday.
 * @param moment ms since the epoch
 */
export function dayOf(moment: number, code: LanguageCode): string {
  return new Intl.DateTimeFormat(code, { dateStyle: 'full' }).format(moment);
}

/**
 * A length of time in words, rounded to whole seconds.
 * @param duration ms
 */
export function durationWords(duration: number, words: Dictionary): string {
  const seconds = Math.round(duration / 1000);
  if (seconds < 60) return words.summary.seconds(seconds);
  return words.summary.minutes(Math.floor(seconds / 60), seconds % 60);
}

/**
 * A moment as it is written in tables and names of files, by the clock on the wall: `2026-11-23 12:30:05`.
 * @param moment ms since the epoch
 */
export function writtenTime(moment: number): string {
  const date = new Date(moment);
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${String(date.getFullYear())}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}
