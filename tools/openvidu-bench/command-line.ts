import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

/** The deployment as `npm run build` leaves it. */
const BUILT_SERVER = resolve(__dirname, '../../apps/openvidu-embedded/dist/main.js');

/** What the bench is to do. */
export interface BenchOptions {
  readonly mode: 'participants' | 'saturation' | 'compare' | 'browsers';
  /** How many participants join, one measurement for each number. */
  readonly participants: readonly number[];
  /** The built `main.js` to measure; with `compare`, first the one before and then the one after. */
  readonly servers: readonly string[];
  /** How much faster than a camera everybody sends. */
  readonly speed: number;
  /** How often a comparison alternates. */
  readonly rounds: number;
  /** How long one measurement takes, ms. */
  readonly milliseconds: number;
  /** Whether the figures are printed as one line of JSON. */
  readonly json: boolean;
  /** Arguments for the server's Node, such as `--cpu-prof`. */
  readonly nodeOptions: readonly string[];
}

/** How the program is called. */
export const USAGE = `npx tsx tools/openvidu-bench/measure-openvidu.ts [what] [options]

What (default: --participants 2,4,6,8):
  --participants 2,4,6,8       measures with so many synthetic participants each
  --saturation                 raises the rate, with the first number of participants, until delay or loss rises
  --compare <main.js>          alternates with another build; prints the ratio of processor time per packet
  --browsers                   Chromium in the place of synthetic participants; time to join and to the first frame
Options:
  --server <main.js>           the build that is measured (default: apps/openvidu-embedded/dist/main.js)
  --speed 1                    how much faster than a camera everybody sends
  --rounds 3                   of --compare
  --seconds 8                  of one measurement
  --node-option <option>       for the server's Node, such as --cpu-prof; may be repeated
  --json                       one line of JSON`;

function positiveNumbers(name: string, text: string): number[] {
  const numbers = text.split(',').map(Number);
  if (numbers.some((number) => !(number > 0))) throw new RangeError(`--${name} must be positive, not ${text}.`);
  return numbers;
}

function positiveNumber(name: string, text: string): number {
  return positiveNumbers(name, text)[0] ?? NaN;
}

/**
 * Reads the command line.
 * @param args without Node and the program
 * @throws TypeError for an option that does not exist, RangeError for a number that is not positive
 */
export function readCommandLine(args: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      participants: { type: 'string' },
      saturation: { type: 'boolean', default: false },
      compare: { type: 'string' },
      browsers: { type: 'boolean', default: false },
      server: { type: 'string', default: BUILT_SERVER },
      speed: { type: 'string', default: '1' },
      rounds: { type: 'string', default: '3' },
      seconds: { type: 'string', default: '8' },
      'node-option': { type: 'string', multiple: true, default: [] },
      json: { type: 'boolean', default: false },
    },
  });
  const single = values.saturation || values.compare !== undefined;
  return {
    mode: values.saturation ? 'saturation' : values.compare ? 'compare' : values.browsers ? 'browsers' : 'participants',
    participants: positiveNumbers('participants', values.participants ?? (single ? '4' : '2,4,6,8')),
    servers: values.compare ? [values.compare, values.server] : [values.server],
    speed: positiveNumber('speed', values.speed),
    rounds: positiveNumber('rounds', values.rounds),
    milliseconds: positiveNumber('seconds', values.seconds) * 1_000,
    json: values.json,
    nodeOptions: values['node-option'],
  };
}
