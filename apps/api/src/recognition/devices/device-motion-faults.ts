import { DEVICE_MOTIONS_MAX_AGE, type DeviceMotionReport, type DeviceMotions, type EatingEvent } from '@bapsang/shared';

/** How far a moment may lie after the one at which it is told, ms: browsers read their clocks in coarse steps. */
const AHEAD_MAX = 1000;

/** How far a browser's clock may be off, ms: more is no clock. */
const CLOCK_DIFFERENCE_MAX = 24 * 60 * 60 * 1000;

/** How long a motion or a bite may last, ms. */
const MOTION_MAX = 24 * 60 * 60 * 1000;
const EVENT_MAX = 60_000;

/**
 * What is wrong with the moments that a browser tells of what it recognised. They are by its own clock, which may be off, so
 * they are compared with the moment of sending by the same clock.
 * @param now ms since the epoch by the api's clock
 * @returns one sentence per fault
 */
export function deviceMotionFaults({ sentAt, reports }: DeviceMotions, now: number): string[] {
  if (Math.abs(sentAt - now) > CLOCK_DIFFERENCE_MAX) return ['sentAt is more than a day from the present.'];
  return reports.flatMap((report) =>
    reportFaults(report, sentAt).map((fault) => `Report ${report.sequence}: ${fault}`),
  );
}

function reportFaults({ capturedAt, since, events }: DeviceMotionReport, sentAt: number): string[] {
  return [
    ...(capturedAt > sentAt + AHEAD_MAX ? ['capturedAt is in the future.'] : []),
    ...(capturedAt < sentAt - DEVICE_MOTIONS_MAX_AGE ? ['capturedAt is too long ago.'] : []),
    ...(since > capturedAt || since < capturedAt - MOTION_MAX ? ['since does not lie before capturedAt.'] : []),
    ...(events.every((event) => isInOrder(event, capturedAt)) ? [] : ['the moments of an event are not in order.']),
  ];
}

function isInOrder({ beganAt, contactAt, endedAt }: EatingEvent, capturedAt: number): boolean {
  const moments = [capturedAt - EVENT_MAX, beganAt, contactAt, endedAt, capturedAt];
  return moments.every((moment, index) => index === 0 || moment >= (moments[index - 1] ?? 0));
}
