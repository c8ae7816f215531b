import type { LossResult } from './loss-result';

/** One row: a case with or without the repairs. */
export interface LossRow {
  readonly name: string;
  readonly variant: 'ours' | 'unpatched';
  /** Nothing when the measurement failed. */
  readonly result?: LossResult;
  readonly failure?: string;
}

const HEADINGS = [
  'case',
  'library',
  'freezes',
  'freeze s',
  'longest gap s',
  'frames/s',
  'residual loss %',
  'retransmissions up/down',
  'NACKs up/down',
  'keyframes',
  'dropped up/down',
];

function cells(row: LossRow): string[] {
  const { result } = row;
  if (!result) return [row.name, row.variant, row.failure ?? 'failed', ...HEADINGS.slice(3).map(() => '')];
  return [
    row.name,
    row.variant,
    String(result.freezes),
    result.freezeSeconds.toFixed(1),
    result.longestGap.toFixed(2),
    result.framesPerSecond.toFixed(1),
    result.residualLoss.toFixed(2),
    `${result.retransmissions.up}/${result.retransmissions.down}`,
    `${result.nacks.up}/${result.nacks.down}`,
    String(result.keyFrames),
    `${result.counts.up.dropped}/${result.counts.down.dropped}`,
  ];
}

const line = (values: readonly string[]): string => `| ${values.join(' | ')} |`;

/** The rows as a table in Markdown. */
export function lossTable(rows: readonly LossRow[]): string {
  const lines = [HEADINGS, HEADINGS.map(() => '---'), ...rows.map((row) => cells(row))];
  return lines.map((values) => line(values)).join('\n');
}
