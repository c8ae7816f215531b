import { parseArgs } from 'node:util';

/** What a load consists of. */
export interface LoadOptions {
  /** Address of the api, or of the balancer before several. */
  readonly apiUrl: string;
  readonly participants: number;
  /** How many sit at a table. */
  readonly perMeal: number;
  /** How long everybody sits there once all have come, s. */
  readonly seconds: number;
  /** The most frames a second of each participant. */
  readonly framesPerSecond: number;
  /** How many participants come in a second. */
  readonly arrivals: number;
  /** How often a line is printed, s. */
  readonly window: number;
  /** Folder of JPEGs to send; undefined for pictures of a development dependency. */
  readonly frames: string | undefined;
  readonly allowRemote: boolean;
}

/** Numbers with their bounds: a load is never without end. */
const NUMBERS = {
  participants: { least: 1, most: 1000, default: 10 },
  perMeal: { least: 1, most: 12, default: 4 },
  seconds: { least: 1, most: 3600, default: 60 },
  framesPerSecond: { least: 0.2, most: 30, default: 8 },
  arrivals: { least: 0.1, most: 50, default: 5 },
  window: { least: 1, most: 600, default: 5 },
} as const;

/** What the command understands, for people. */
export const USAGE = `npm run load -- [options]

Lets synthetic participants join meals of a system that runs (npm start): tickets, sockets, frames, acknowledgements, renewals
and moves with the page's own code. Ends by itself; Ctrl-C ends it early, everybody leaves then.
  --api http://localhost:5000   the api, or the balancer before several
  --participants 10             how many, at most 1000
  --per-meal 4                  how many at a table, at most 12 (no more than MEAL_SEATS)
  --seconds 60                  how long they stay, at most 3600
  --frames-per-second 8         the most of each; the worker may ask for fewer
  --arrivals 5                  how many come in a second
  --window 5                    seconds of a line
  --frames <folder>             JPEGs to send (default: pictures of a development dependency)
  --allow-remote                let other machines than this one be dialled
`;

/**
 * Reads the command line.
 * @returns undefined where help is asked for
 * @throws Error naming what is wrong
 */
export function readLoadOptions(args: readonly string[]): LoadOptions | undefined {
  const { values } = parseArgs({
    args: [...args],
    options: {
      api: { type: 'string', default: 'http://localhost:5000' },
      participants: { type: 'string' },
      'per-meal': { type: 'string' },
      seconds: { type: 'string' },
      'frames-per-second': { type: 'string' },
      arrivals: { type: 'string' },
      window: { type: 'string' },
      frames: { type: 'string' },
      'allow-remote': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return undefined;
  return {
    apiUrl: values.api,
    participants: whole('participants', values.participants),
    perMeal: whole('perMeal', values['per-meal']),
    seconds: numberOf('seconds', values.seconds),
    framesPerSecond: numberOf('framesPerSecond', values['frames-per-second']),
    arrivals: numberOf('arrivals', values.arrivals),
    window: numberOf('window', values.window),
    frames: values.frames,
    allowRemote: values['allow-remote'],
  };
}

function numberOf(name: keyof typeof NUMBERS, text: string | undefined): number {
  const { least, most, default: usual } = NUMBERS[name];
  const value = text === undefined ? usual : Number(text);
  if (value >= least && value <= most) return value;
  const option = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  throw new Error(`--${option} must be a number from ${least} to ${most}.`);
}

function whole(name: keyof typeof NUMBERS, text: string | undefined): number {
  return Math.ceil(numberOf(name, text));
}
