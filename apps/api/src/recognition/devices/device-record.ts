/** How long a browser that looks itself may be silent until its participant counts as paused, ms. */
export const DEVICE_PAUSED_AFTER = 6000;

/** A browser that has been silent for so long is forgotten, ms. */
export const DEVICE_FORGOTTEN_AFTER = 10 * 60 * 1000;

/** How many seconds' worth of requests may come at once. */
const BURST_SECONDS = 2;

/** What the instances of the api know together of a browser that looks itself. Plain JSON; moments are ms since the epoch. */
export interface DeviceRecord {
  /** How many requests were left at {@link at}: a token bucket. */
  readonly left: number;
  readonly at: number;
  /** When something was heard that counts; missing before the first time. */
  readonly heardAt?: number;
  /** On which connection. */
  readonly connectionId?: string;
  /** Whether it has fallen silent since. */
  readonly silent?: boolean;
}

/**
 * Takes a request from what is allowed: so many a second in the long run, twice as many at once.
 * @returns undefined where it is not allowed
 */
export function takeRequest(
  present: DeviceRecord | undefined,
  perSecond: number,
  now: number,
): DeviceRecord | undefined {
  const most = perSecond * BURST_SECONDS;
  // The clocks of two instances may differ a little.
  const since = present ? Math.max(0, now - present.at) : 0;
  const left = present ? Math.min(most, present.left + (since / 1000) * perSecond) : most;
  return left < 1 ? undefined : { ...present, left: left - 1, at: Math.max(now, present?.at ?? now) };
}

/** Takes in that a browser was heard. */
export function hear(present: DeviceRecord, connectionId: string, now: number): DeviceRecord {
  return { ...present, heardAt: now, connectionId, silent: false };
}

/** Whether a browser looks at its participant. */
export function isLooking({ heardAt }: DeviceRecord, now: number): boolean {
  return heardAt !== undefined && now - heardAt < DEVICE_PAUSED_AFTER;
}

/** Whether a browser has just fallen silent: this is found once, until it is heard again. */
export function hasFallenSilent({ heardAt, silent }: DeviceRecord, now: number): boolean {
  return heardAt !== undefined && !silent && now - heardAt >= DEVICE_PAUSED_AFTER;
}

/** Whether a browser has been quiet for so long that nothing need be known of it. */
export function isForgotten({ at, heardAt }: DeviceRecord, now: number): boolean {
  return now - Math.max(at, heardAt ?? 0) >= DEVICE_FORGOTTEN_AFTER;
}
