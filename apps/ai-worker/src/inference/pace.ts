/** The share of a process's time that frames may take; the rest is for bursts. */
const BUSY_SHARE = 0.8;

/**
 * How many frames a second a participant should send, so that everybody on the same process gets an equal share of it.
 * @param wanted frames a second where there is room enough, at least 1
 * @param frameCost how long a frame keeps the process busy on average, ms; 0 where that is not known yet
 * @param sharing how many participants send frames to the process now
 * @returns 1 to `wanted`, in steps of a tenth
 */
export function paceFor(wanted: number, frameCost: number, sharing: number): number {
  const cost = frameCost * Math.max(1, sharing);
  if (cost === 0) return wanted;
  return Math.max(1, Math.min(wanted, Math.floor((BUSY_SHARE * 10_000) / cost) / 10));
}
