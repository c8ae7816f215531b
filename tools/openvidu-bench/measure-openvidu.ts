/**
 * How much processor time and memory the embedded OpenVidu takes, and how long what it forwards is on the way. The server
 * is a process of its own, loaded by another with synthetic participants over real UDP, DTLS and SRTP, or by Chromium.
 */
import { cpus, loadavg } from 'node:os';
import { readCommandLine, USAGE, type BenchOptions } from './command-line';
import { compare } from './comparison';
import { measureBrowsers } from './browser-run';
import { MeasuredRun } from './measured-run';
import { formatComparison, formatJoins, formatRun, RUN_HEADING } from './report';
import { findSaturation } from './saturation';

async function measureParticipants(options: BenchOptions, print: (line: string) => void): Promise<unknown> {
  const rows = [];
  print(RUN_HEADING);
  for (const participants of options.participants) {
    const run = await MeasuredRun.start(options.servers[0] ?? '', participants, options.nodeOptions);
    try {
      const figures = await run.measure(options.speed, options.milliseconds);
      print(formatRun(participants, figures));
      print(formatJoins(run.joined));
      rows.push({ participants, ...figures, ...run.joined });
    } finally {
      await run.close();
    }
  }
  return rows;
}

async function measureSaturation(options: BenchOptions, print: (line: string) => void): Promise<unknown> {
  const [participants = 4] = options.participants;
  const run = await MeasuredRun.start(options.servers[0] ?? '', participants, options.nodeOptions);
  try {
    print(RUN_HEADING);
    const steps = await findSaturation(
      (speed) => run.measure(speed, options.milliseconds),
      (figures) => print(formatRun(participants, figures)),
    );
    const carried = Math.max(0, ...steps.filter(({ kept }) => kept).map(({ packetsPerSecond }) => packetsPerSecond));
    print(`carried at most ${Math.round(carried)} packets/s with p95 under the limit and no loss to speak of`);
    return steps;
  } finally {
    await run.close();
  }
}

async function measureComparison(options: BenchOptions, print: (line: string) => void): Promise<unknown> {
  const result = await compare(options, print);
  print(formatComparison(result));
  return result;
}

async function main(): Promise<void> {
  const options = readCommandLine(process.argv.slice(2));
  const print = options.json ? () => undefined : (line: string) => console.log(line);
  const [model = 'unknown processor'] = cpus().map((cpu) => cpu.model);
  const machine = `${cpus().length} x ${model}, Node ${process.version}, load ${loadavg()[0]?.toFixed(1) ?? '?'}`;
  const date = new Date().toISOString().slice(0, 10);
  print(`${date}, ${machine}`);
  const measure = {
    participants: measureParticipants,
    saturation: measureSaturation,
    compare: measureComparison,
    browsers: measureBrowsers,
  }[options.mode];
  const figures = await measure(options, print);
  if (options.json) console.log(JSON.stringify({ date, machine, mode: options.mode, figures }));
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  console.error(USAGE);
  process.exitCode = 1;
});
