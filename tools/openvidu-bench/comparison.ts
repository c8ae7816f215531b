import { percentile } from '../latency/percentile';
import type { BenchOptions } from './command-line';
import { MeasuredRun } from './measured-run';

/** Two builds, measured in turn. */
export interface Comparison {
  /** Processor time for one forwarded packet, microseconds. */
  readonly rounds: readonly { readonly before: number; readonly after: number }[];
  /** After by before, the median of the rounds. */
  readonly ratio: number;
}

/** Measures two builds in turn, so that whatever else the machine does falls on both. */
export async function compare(options: BenchOptions, print: (line: string) => void): Promise<Comparison> {
  const [before = '', after = ''] = options.servers;
  const rounds: { readonly before: number; readonly after: number }[] = [];
  for (let round = 1; round <= options.rounds; round++) {
    const figures = { before: await measure(before, options), after: await measure(after, options) };
    rounds.push(figures);
    print(`round ${round}: ${figures.before.toFixed(1)} us before, ${figures.after.toFixed(1)} us after`);
  }
  const ratios = rounds.map((figures) => figures.after / figures.before);
  return { rounds, ratio: percentile(ratios, 0.5) };
}

async function measure(server: string, options: BenchOptions): Promise<number> {
  const run = await MeasuredRun.start(server, options.participants[0] ?? 4, options.nodeOptions);
  try {
    return (await run.measure(options.speed, options.milliseconds)).microsecondsPerPacket;
  } finally {
    await run.close();
  }
}
