/**
 * A process of its own that sleeps for a moment again and again and tells the process that started it, once a second, by
 * how much the worst wake-up was late: what every other thread of this machine had to wait at least.
 */
const SLEEP = 10;
const REPORT = 1_000;

let worst = 0;
let reportedAt = performance.now();

function sleepOnce(): void {
  const due = performance.now() + SLEEP;
  setTimeout(() => {
    const now = performance.now();
    worst = Math.max(worst, now - due);
    if (now - reportedAt >= REPORT) {
      process.send?.(worst);
      worst = 0;
      reportedAt = now;
    }
    sleepOnce();
  }, SLEEP);
}

process.on('disconnect', () => process.exit());
sleepOnce();
