/** One minute, ms. */
export const MINUTE = 60_000;

/** One hour, ms. */
export const HOUR = 60 * MINUTE;

/**
 * Reads a time of day.
 * @param text `HH:MM`; hours from 24 on are those after midnight
 * @returns ms of the day
 * @throws RangeError for anything else
 */
export function timeOfDay(text: string): number {
  const [, hours, minutes] = /^(\d\d):([0-5]\d)$/.exec(text) ?? [];
  if (hours === undefined || minutes === undefined) throw new RangeError(`${text} is no time of day such as 19:30.`);
  return Number(hours) * HOUR + Number(minutes) * MINUTE;
}
