/** A time in which a page got no new frame of a stream; ms since 1970. */
export interface Freeze {
  readonly page: string;
  readonly streamId: string;
  readonly from: number;
  readonly to: number;
}

/** How loaded the machine was for about a second. */
export interface LoadSample {
  /** ms since 1970. */
  readonly from: number;
  readonly to: number;
  /** The share of all processors' time that was used, 0 to 1. */
  readonly busy: number;
  /** The share that the hypervisor withheld, 0 to 1. */
  readonly steal: number;
  /** By how much the worst wake-up of the probe was late, ms. */
  readonly stall: number;
}

/** A freeze and what the machine did meanwhile. */
export interface JudgedFreeze extends Freeze {
  /** The busiest, most withheld and latest of the samples meanwhile. */
  readonly busy: number;
  readonly steal: number;
  readonly stall: number;
  /** Whether load explains it. */
  readonly isExplained: boolean;
}

/** Freezes up to this long are none, ms (issue 3, judged by 2). */
export const FREEZE = 1_000;

/** With so much of the processors' time used or withheld, some thread waits for its turn. */
const SATURATED = 0.95;

/** A probe that sleeps most of the time is served first: where it waits so long, busier threads wait longer, ms. */
const STALLED = 200;

/**
 * Load explains a freeze when, at some time during it, the processors were saturated or the probe stalled.
 * @param samples without a gap over the time of the freeze; one that is missing explains nothing
 */
export function judgeFreeze(freeze: Freeze, samples: readonly LoadSample[]): JudgedFreeze {
  const during = samples.filter(({ from, to }) => from < freeze.to && to > freeze.from);
  const most = (measure: (sample: LoadSample) => number): number => Math.max(0, ...during.map(measure));
  const isExplained = during.some(({ busy, steal, stall }) => busy + steal >= SATURATED || stall >= STALLED);
  const worst = {
    busy: most(({ busy }) => busy),
    steal: most(({ steal }) => steal),
    stall: most(({ stall }) => stall),
  };
  return { ...freeze, ...worst, isExplained };
}
