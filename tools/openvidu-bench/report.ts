import { percentile } from '../latency/percentile';
import type { BrowserFigures } from './browser-figures';
import type { Comparison } from './comparison';
import type { JoinFigures } from './load-messages';
import type { RunFigures } from './measured-run';

const COLUMNS = ['N', 'packets/s', 'us/packet', 'kernel', 'server', 'client', 'MB', 'p50', 'p95', 'p99 ms', 'lost'];

const row = (cells: readonly (string | number)[]): string => cells.map((cell) => String(cell).padStart(10)).join('');

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

/** NaN twice where there are no values. */
const medianAndMost = (values: readonly number[]): number[] =>
  [0.5, 1].map((share) => Math.round(percentile(values.length > 0 ? values : [NaN], share)));

/** What the columns of {@link formatRun} are. */
export const RUN_HEADING = row(COLUMNS);

/** One measurement as a line of a table. */
export function formatRun(participants: number, figures: RunFigures): string {
  return row([
    participants,
    Math.round(figures.packetsPerSecond),
    figures.microsecondsPerPacket.toFixed(1),
    figures.systemMicrosecondsPerPacket.toFixed(1),
    percent(figures.serverLoad),
    percent(figures.clientLoad),
    Math.round(figures.residentBytes / 1e6),
    ...figures.delays.map((delay) => delay.toFixed(2)),
    percent(figures.lost),
  ]);
}

/** How long joining took, median and most. */
export function formatJoins({ joins, firstPackets }: JoinFigures): string {
  return `  joined after ${medianAndMost(joins).join('/')} ms, first video after ${medianAndMost(firstPackets).join('/')} ms (median/most)`;
}

/** A comparison: the ratio counts, as the machine's speed changes from minute to minute. */
export function formatComparison({ rounds, ratio }: Comparison): string {
  const ratios = rounds.map((round) => (round.after / round.before).toFixed(2)).join(', ');
  return `processor time per packet after/before: ${ratio.toFixed(2)} (median of ${ratios})`;
}

/** What the columns of {@link formatBrowsers} are. */
export const BROWSER_HEADING = row(['N', 'join', 'most', 'published', 'frame', 'most ms', 'server', 'MB', 'lost']);

/** A meeting of browsers as a line of a table; times are the median and the most. */
export function formatBrowsers(figures: BrowserFigures): string {
  const { participants, joins, published, firstFrames, serverLoad, residentBytes, packetsLost } = figures;
  const times = [...medianAndMost(joins), published, ...medianAndMost(firstFrames)];
  return row([participants, ...times, percent(serverLoad), Math.round(residentBytes / 1e6), packetsLost]);
}
