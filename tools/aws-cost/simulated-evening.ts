/** What `npm run fleet:sim` found about an ordinary evening of one size. */
export interface SimulatedEvening {
  /** Dollars for workers. */
  readonly workers: number;
  /** Hours of all participants together. */
  readonly participantHours: number;
}

/**
 * Reads an evening out of docs/fleet-scaling.md, whose tables a test holds against the simulation: playing it again takes minutes.
 * @throws Error where the page has no such row
 */
export function readSimulatedEvening(document: string, size: string): SimulatedEvening {
  const [, ordinary = ''] = document.split('### The policy on ordinary evenings');
  const row = ordinary.split('\n').find((line) => line.startsWith(`| ${size} `));
  const [perThousandHours, workers] = (row ?? '')
    .split('|')
    .slice(0, -1)
    .reverse()
    .map((cell) => Number(cell.replaceAll(',', '')));
  if (!workers || !perThousandHours) throw new Error(`docs/fleet-scaling.md has no ordinary evening of size ${size}.`);
  return { workers, participantHours: (1_000 * workers) / perThousandHours };
}
