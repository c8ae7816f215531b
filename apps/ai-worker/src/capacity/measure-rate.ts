/** Frames that go before, so that caches are filled and the face is being tracked, which is what most frames meet. */
const WARM_UP_FRAMES = 4;

/** Frames that are on their way at a time: the second one is at hand when the first is done, as for participants. */
const DEPTH = 2;

/**
 * How many frames a second somebody looks at who is never idle.
 * @param look looks at the next frame
 * @param duration how long to measure, ms; at least one frame is looked at
 * @throws Error what `look` throws
 */
export async function measureRate(look: () => Promise<unknown>, duration: number): Promise<number> {
  for (let frame = 0; frame < WARM_UP_FRAMES; frame += 1) await look();
  const begunAt = performance.now();
  let frames = 0;
  const keepLooking = async (): Promise<void> => {
    do {
      await look();
      frames += 1;
    } while (performance.now() - begunAt < duration);
  };
  await Promise.all(Array.from({ length: DEPTH }, keepLooking));
  return (frames * 1000) / Math.max(1, performance.now() - begunAt);
}
