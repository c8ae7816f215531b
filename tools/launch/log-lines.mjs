/** Width of the column with the names of the parts. */
const NAME_WIDTH = 11;

/** Width of the column with the levels. */
const LEVEL_WIDTH = 6;

/** Terminal codes by level. @type {Readonly<Record<string, string>>} */
const LEVEL_COLOURS = { debug: '\x1b[2m', warn: '\x1b[33m', error: '\x1b[31m' };

/** Fields of a log line that are not shown as `field=value`. */
const SHOWN_OTHERWISE = ['level', 'event', 'time', 'app', 'error'];

const NAME_COLOUR = '\x1b[36m';
const PLAIN = '\x1b[0m';

/**
 * @param {string} text what to colour
 * @param {string | undefined} code how; undefined leaves it plain
 */
function coloured(text, code) {
  return code ? `${code}${text}${PLAIN}` : text;
}

/**
 * @param {unknown} value of a field
 * @returns {string} bare where it is one word, otherwise as JSON
 */
function fieldText(value) {
  if (typeof value === 'string' && /^[^\s"]+$/.test(value)) return value;
  return JSON.stringify(value) ?? 'undefined';
}

/**
 * One of our log lines as an object.
 * @param {string} line a line of a part's output
 * @returns {Record<string, unknown> | undefined} undefined for any other text
 */
function readLogLine(line) {
  if (!line.startsWith('{')) return undefined;
  try {
    const entry = JSON.parse(line);
    return typeof entry.level === 'string' && typeof entry.event === 'string' ? entry : undefined;
  } catch {
    return undefined;
  }
}

/**
 * @param {unknown} error the field `error` of a log line
 * @returns {{ message?: unknown, stack: readonly string[] }} its message, and its stack without the message
 */
function readError(error) {
  if (typeof error !== 'object' || error === null) return { message: error, stack: [] };
  const { message, stack } = /** @type {{ message?: unknown, stack?: unknown }} */ (error);
  const lines = typeof stack === 'string' ? stack.split('\n') : [];
  return { message: message ?? error, stack: lines.filter((line) => line.trimStart().startsWith('at ')) };
}

/**
 * A line of a part's output as a person reads it: `api        info  meal.created  mealId=x`. A log line loses its time
 * and its braces, an error's stack follows on lines of its own; any other text stays as it is behind the part's name.
 * @param {string} part who wrote it
 * @param {string} line what was written
 * @param {boolean} [colours] whether the reader is a terminal
 * @returns {string[]} one line or more, without line ends
 */
export function formatLine(part, line, colours = false) {
  const name = coloured(part.padEnd(NAME_WIDTH), colours ? NAME_COLOUR : undefined);
  const entry = readLogLine(line);
  if (!entry) return [`${name}${line}`];
  const { level, event, error } = entry;
  const { message, stack } = readError(error);
  const fields = Object.entries(entry).filter(([field]) => !SHOWN_OTHERWISE.includes(field));
  if (message !== undefined) fields.push(['error', message]);
  const texts = fields.map(([field, value]) => `${field}=${fieldText(value)}`);
  const said = [`${String(level).padEnd(LEVEL_WIDTH)}${String(event)}`, texts.join(' ')].filter(Boolean).join('  ');
  const colour = colours ? LEVEL_COLOURS[String(level)] : undefined;
  return [`${name}${coloured(said, colour)}`, ...stack.map((text) => `${name}${coloured(text, colour)}`)];
}

/**
 * What an error line says, in a few words.
 * @param {string} line a line of a part's output
 * @param {boolean} fromStandardError whether it was written there
 * @returns {string | undefined} undefined where the line tells of no error
 */
export function errorText(line, fromStandardError) {
  const entry = readLogLine(line);
  if (!entry) return fromStandardError && /\berror\b/i.test(line) ? line.trim() : undefined;
  if (entry.level !== 'error') return undefined;
  const { message } = readError(entry.error);
  const said = message ?? entry.message;
  return said === undefined ? String(entry.event) : `${String(entry.event)}: ${fieldText(said).replace(/^"|"$/g, '')}`;
}
