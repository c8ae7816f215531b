import type { FuzzReport } from './fuzz';

/** Growth of the heap from the first phase to the last that is taken for a leak, bytes. */
const LEAK = 16 * 1024 ** 2;

/** The share of packets that may be lost, as UDP may always lose some. */
const LOSS = 0.001;

/** How many more of each may be held: the media of the quiet table has timers that come and go. */
const SLACK: Readonly<Record<string, number>> = { TCPSocketWrap: 0, UDPWrap: 0, Timeout: 4 };

/** What a deployment under attack must do and did not; empty when all is well. */
export function verdict({ inspections, undisturbed, complaints }: FuzzReport, isAlive: boolean): string[] {
  const faults: string[] = [...complaints];
  const [before, first] = inspections;
  const last = inspections.at(-1);
  if (!isAlive) faults.push('The process is gone.');
  if (!undisturbed.bothThere) faults.push('A participant of the quiet table was thrown out or not answered.');
  if (undisturbed.longSilences > 0) faults.push(`Media was silent for ${undisturbed.longestSilence} ms.`);
  if (undisturbed.lost > undisturbed.sent * LOSS) faults.push(`${undisturbed.lost} packets were lost.`);
  if (!before || !first || !last) return [...faults, 'Nothing was measured.'];
  for (const [type, slack] of Object.entries(SLACK)) {
    const more = (last.resources[type] ?? 0) - (before.resources[type] ?? 0);
    if (more > slack) faults.push(`${more} more of ${type} than before.`);
  }
  if (last.descriptors > before.descriptors) {
    faults.push(`${last.descriptors} descriptors, not ${before.descriptors}.`);
  }
  if (last.heapUsed - first.heapUsed > LEAK) faults.push(`The heap grew by ${last.heapUsed - first.heapUsed} bytes.`);
  return faults;
}
