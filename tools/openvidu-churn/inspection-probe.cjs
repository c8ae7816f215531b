/** Loaded into a deployment before its own code: tells over the IPC channel what the process holds, when it is asked. */
const { readdirSync } = require('node:fs');

/**
 * How often each word stands in a list.
 * @param {readonly string[]} words
 */
function countEach(words) {
  /** @type {Record<string, number>} */
  const counts = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}

process.on('message', (message) => {
  if (message !== 'inspect') return;
  globalThis.gc?.();
  const { rss, heapUsed, external } = process.memoryUsage();
  const { user, system } = process.cpuUsage();
  process.send?.({
    resources: countEach(process.getActiveResourcesInfo()),
    descriptors: readdirSync('/proc/self/fd').length,
    rss,
    heapUsed,
    external,
    cpu: (user + system) / 1_000,
  });
});
