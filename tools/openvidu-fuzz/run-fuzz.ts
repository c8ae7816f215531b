/**
 * Malformed and hostile frames, REST calls and connections against a real deployment in a process of its own, in which two
 * people hold a meal all the while: nobody may notice.
 * Usage: `npx tsx tools/openvidu-fuzz/run-fuzz.ts [--count 100000] [--seed 1] [--phases 5]
 *   [--attackers 6] [--burst 30] [--default-limits]`
 */
import { cpus } from 'node:os';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { DeploymentProcess, type Inspection } from '../openvidu-churn/deployment-process';
import { Fuzz } from './fuzz';
import { verdict } from './verdict';

/** So high that the attacks come through; the other run shows what they do to an ordinary deployment. */
const GENEROUS_LIMITS = {
  OPENVIDU_LIMIT_SOCKETS_PER_ADDRESS: '10000',
  OPENVIDU_LIMIT_PARTICIPANTS: '1000',
  OPENVIDU_LIMIT_REQUESTS_PER_SECOND: '100000',
};

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
    phases: { type: 'string', default: '5' },
    attackers: { type: 'string', default: '6' },
    burst: { type: 'string', default: '30' },
    'default-limits': { type: 'boolean', default: false },
  },
});

function describe({ rss, heapUsed, external, descriptors, resources, cpu }: Inspection): string {
  const [resident, heap, outside] = [rss, heapUsed, external].map((bytes) => (bytes / 1024 ** 2).toFixed(1));
  return `RSS ${resident} MiB, heap ${heap} MiB, external ${outside} MiB, ${descriptors} descriptors, CPU ${(cpu / 1_000).toFixed(1)} s, ${JSON.stringify(resources)}`;
}

async function main(): Promise<void> {
  const options = {
    count: Number(values.count),
    seed: Number(values.seed),
    phases: Number(values.phases),
    attackers: Number(values.attackers),
    burst: Number(values.burst),
  };
  console.log(
    `${new Date().toISOString()}, ${cpus().length} x ${cpus()[0]?.model ?? 'unknown'}, node ${process.version}`,
  );
  console.log(
    `count ${options.count}, seed ${options.seed}, limits ${values['default-limits'] ? 'default' : 'generous'}`,
  );
  const deployment = await DeploymentProcess.start(values['default-limits'] ? {} : GENEROUS_LIMITS);
  const ownDelay = monitorEventLoopDelay();
  ownDelay.enable();
  const start = Date.now();
  try {
    const report = await Fuzz.run(deployment, options);
    for (const line of report.tally.lines) console.log(line);
    report.inspections.forEach((inspection, phase) => console.log(`after phase ${phase}: ${describe(inspection)}`));
    console.log(`undisturbed: ${JSON.stringify(report.undisturbed)}`);
    console.log(`longest stall of this tool itself: ${(ownDelay.max / 1e6).toFixed(0)} ms`);
    const faults = verdict(report, deployment.isAlive);
    console.log(`${((Date.now() - start) / 1_000).toFixed(0)} s, faults: ${faults.length}`);
    for (const fault of faults.slice(0, 20)) console.log(fault);
    if (faults.length > 0) process.exitCode = 1;
  } finally {
    const exitCode = await deployment.close();
    console.log(`the deployment ended with code ${exitCode ?? 'none'}`);
  }
}

void main();
