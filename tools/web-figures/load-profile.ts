/** How slow a device and its connection are made. */
export interface LoadProfile {
  readonly name: string;
  /** How many times slower the processor is. */
  readonly cpuSlowdown: number;
  /** Undefined for the machine's own network. */
  readonly network?: {
    readonly latency: number;
    readonly downloadThroughput: number;
    readonly uploadThroughput: number;
  };
}

/** Bytes a second of so many Mbit/s. */
function megabits(value: number): number {
  return (value * 1e6) / 8;
}

/** As it is, and as Lighthouse slows a page for its mobile figures: 4x processor, 150 ms, 1.6 and 0.75 Mbit/s. */
export const PROFILES: readonly LoadProfile[] = [
  { name: 'as it is', cpuSlowdown: 1 },
  {
    name: 'slow phone',
    cpuSlowdown: 4,
    network: { latency: 150, downloadThroughput: megabits(1.6), uploadThroughput: megabits(0.75) },
  },
];
