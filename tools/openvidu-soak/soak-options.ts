import { parseArgs } from 'node:util';

/** What a soak does. */
export interface SoakOptions {
  readonly browsers: number;
  /** For example `320x240`. */
  readonly size: string;
  readonly minutes: number;
  /** Frames per second that each participant publishes. */
  readonly frameRate: number;
  /** Whether the built deployment runs, or the sources. */
  readonly isBuilt: boolean;
  /** The file that gets every figure; nothing for none. */
  readonly json?: string;
}

/**
 * Reads the command line.
 * @throws Error that says what is wrong with it
 */
export function readSoakOptions(given: readonly string[]): SoakOptions {
  const { values } = parseArgs({
    args: [...given],
    options: {
      browsers: { type: 'string', default: '8' },
      size: { type: 'string', default: '320x240' },
      minutes: { type: 'string', default: '10' },
      'frame-rate': { type: 'string', default: '15' },
      built: { type: 'boolean', default: false },
      json: { type: 'string' },
    },
  });
  const browsers = Number(values.browsers);
  const minutes = Number(values.minutes);
  const frameRate = Number(values['frame-rate']);
  if (!Number.isInteger(browsers) || browsers < 2) throw new Error('--browsers must be an integer of at least 2.');
  if (!/^\d+x\d+$/.test(values.size)) throw new Error('--size must look like 320x240.');
  if (!(minutes > 0)) throw new Error('--minutes must be above 0.');
  if (!(frameRate > 0)) throw new Error('--frame-rate must be above 0.');
  return { browsers, size: values.size, minutes, frameRate, isBuilt: values.built, json: values.json };
}
