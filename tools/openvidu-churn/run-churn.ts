/**
 * Rounds of joining, publishing, receiving and leaving over real sockets, with losses at every stage, against a real
 * deployment in a process of its own; after every step its answers, notifications and list of sessions must be what the
 * model of the protocol says. Then races, in which everybody acts at once. At the end nothing may be left of it: sessions, sockets, peer connections, timers.
 * Usage: `npx tsx tools/openvidu-churn/run-churn.ts [--rounds 200] [--seed 1] [--length 40] [--races 200]`
 */
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { setTimeout as delay } from 'node:timers/promises';
import { churn, churnAtOnce } from './churn';
import { DeploymentProcess, type Inspection } from './deployment-process';

/** How long what ends by itself may take: the deadline of peer connections that never connect, and some. */
const SETTLE_DEADLINE = 60_000;

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    length: { type: 'string', default: '40' },
    races: { type: 'string', default: '200' },
  },
});

function describe({ resources, descriptors, rss, heapUsed }: Inspection): string {
  const mebibytes = (bytes: number): string => `${(bytes / 1024 ** 2).toFixed(1)} MiB`;
  return `${JSON.stringify(resources)}, ${descriptors} descriptors, RSS ${mebibytes(rss)}, heap ${mebibytes(heapUsed)}`;
}

function holdsMore(now: Inspection, before: Inspection): boolean {
  return Object.entries(now.resources).some(([type, count]) => count > (before.resources[type] ?? 0));
}

async function settle(deployment: DeploymentProcess, before: Inspection): Promise<Inspection> {
  const deadline = Date.now() + SETTLE_DEADLINE;
  for (;;) {
    const now = await deployment.inspect();
    if (!holdsMore(now, before) || Date.now() > deadline) return now;
    await delay(1_000);
  }
}

async function main(): Promise<void> {
  const options = { rounds: Number(values.rounds), seed: Number(values.seed), length: Number(values.length) };
  console.log(
    `${new Date().toISOString()}, ${cpus().length} x ${cpus()[0]?.model ?? 'unknown'}, node ${process.version}`,
  );
  console.log(`rounds ${options.rounds}, seed ${options.seed}, at most ${options.length} commands a round`);
  const deployment = await DeploymentProcess.start({
    OPENVIDU_LIMIT_SOCKETS_PER_ADDRESS: '1000',
    OPENVIDU_LIMIT_REQUESTS_PER_SECOND: '10000',
  });
  try {
    const before = await deployment.inspect();
    const start = Date.now();
    const { tally, failures } = await churn(deployment, options);
    failures.push(...(await churnAtOnce(deployment, Number(values.races), options.seed)));
    for (const [step, count] of [...tally].sort()) console.log(`${String(count).padStart(7)}  ${step}`);
    console.log(`${((Date.now() - start) / 1_000).toFixed(1)} s`);
    const after = await settle(deployment, before);
    console.log(`before: ${describe(before)}\nafter:  ${describe(after)}`);
    console.log(`disagreements with the model: ${failures.length}; faults in the log: ${deployment.faults.length}`);
    for (const failure of failures.slice(0, 5)) console.log(failure);
    for (const fault of deployment.faults.slice(0, 5)) console.log(fault);
    if (failures.length > 0 || deployment.faults.length > 0 || holdsMore(after, before)) process.exitCode = 1;
  } finally {
    await deployment.close();
  }
}

void main();
