import type { RunFigures } from './measured-run';

/** Above this a conversation begins to suffer: half of what people notice, ms. */
const DELAY_LIMIT = 50;

/** Above this share of lost packets retransmission begins to cost; below it, those on the way may be what is missing. */
const LOSS_LIMIT = 0.01;

/** By how much each step is faster than the one before. */
const STEP = 1.3;

const MOST_STEPS = 14;

/** A step of the search. */
export interface SaturationStep extends RunFigures {
  readonly speed: number;
  /** Whether delay and loss stayed under their limits. */
  readonly kept: boolean;
}

/** Whether a measurement shows a deployment that keeps up. */
export function keepsUp({ delays, lost }: Pick<RunFigures, 'delays' | 'lost'>): boolean {
  return delays[1] <= DELAY_LIMIT && lost <= LOSS_LIMIT;
}

/**
 * Raises the speed until the deployment does not keep up any more.
 * @param measure measures at a speed
 * @param show called after every step
 * @returns all steps; the last has failed, unless the most steps were taken
 */
export async function findSaturation(
  measure: (speed: number) => Promise<RunFigures>,
  show: (figures: RunFigures) => void,
): Promise<SaturationStep[]> {
  const steps: SaturationStep[] = [];
  for (let speed = 1; steps.length < MOST_STEPS; speed *= STEP) {
    const figures = await measure(speed);
    show(figures);
    const kept = keepsUp(figures);
    steps.push({ ...figures, speed, kept });
    if (!kept) break;
  }
  return steps;
}
