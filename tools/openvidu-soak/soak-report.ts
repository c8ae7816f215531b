import { cpus, loadavg } from 'node:os';
import type { Footprint } from './departure';
import { leftOvers } from './departure';
import { judgeFreeze, type Freeze, type JudgedFreeze, type LoadSample } from './freeze-verdict';
import { linearTrend, type LinearTrend } from './linear-trend';
import type { ParticipantReception } from './participant';
import type { ServerLoad, ServerSample } from './server-load';
import type { SoakOptions } from './soak-options';

/** What was seen. */
export interface SoakFindings {
  readonly options: SoakOptions;
  /** When everybody saw everybody and the watch began, and when it ended; ms since 1970. */
  readonly from: number;
  readonly to: number;
  readonly machine: readonly LoadSample[];
  readonly server: ServerLoad;
  /** The first and the last look at every participant. */
  readonly first: readonly ParticipantReception[];
  readonly last: readonly ParticipantReception[];
  readonly longestGap: number;
  readonly freezes: readonly Freeze[];
  /** What failed on the way, in words. */
  readonly faults: readonly string[];
  readonly before: Footprint;
  readonly after: Footprint;
  readonly exitCode: number | null;
}

/** What is made of it. */
export interface SoakReport {
  readonly lines: readonly string[];
  /** What breaks the rules, in words. */
  readonly violations: readonly string[];
  readonly freezes: readonly JudgedFreeze[];
  readonly memory?: LinearTrend;
}

/** Memory is averaged over so long, ms. */
const MEMORY_BLOCK = 10_000;

/** How long memory may grow at first, while Node sizes its heap, ms; a third of a run that is shorter than six minutes. */
const MEMORY_WARM_UP = 120_000;

/** A shorter time says nothing about growth per hour; the figure is printed, but not judged, ms. */
const MEMORY_JUDGED = 300_000;

/** Growth that is certain (the whole 95 % interval lies above it) and breaks the rule, MB an hour. */
const MAXIMUM_GROWTH = 20;

/** So many of the freezes that load explains are listed, and all others. */
const LISTED = 5;

const percent = (share: number): string => `${Math.round(100 * share)} %`;
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

function memoryTrend({ from, to, server }: SoakFindings): { readonly trend?: LinearTrend; readonly time: number } {
  const start = from + Math.min(MEMORY_WARM_UP, (to - from) / 3);
  const values = server.memory(MEMORY_BLOCK).filter(({ at }) => at >= start && at < to);
  return { trend: values.length < 3 ? undefined : linearTrend(values), time: to - start };
}

function framesPerSecond({ first, last, from, to }: SoakFindings): number[] {
  const key = (page: string, streamId: string): string => `${page} ${streamId}`;
  const before = new Map(
    first.flatMap(({ page, streams }) =>
      streams.map(({ streamId, framesDecoded }) => [key(page, streamId), framesDecoded] as const),
    ),
  );
  return last.flatMap(({ page, streams }) =>
    streams.map(({ streamId, framesDecoded }) => {
      return (framesDecoded - (before.get(key(page, streamId)) ?? 0)) / ((to - from) / 1_000);
    }),
  );
}

function chromiumFreezes({ first, last }: SoakFindings): { readonly count: number; readonly seconds: number } {
  const sum = (looks: readonly ParticipantReception[], name: 'freezeCount' | 'totalFreezesDuration'): number =>
    looks.flatMap(({ streams }) => streams).reduce((total, stream) => total + stream[name], 0);
  return {
    count: sum(last, 'freezeCount') - sum(first, 'freezeCount'),
    seconds: sum(last, 'totalFreezesDuration') - sum(first, 'totalFreezesDuration'),
  };
}

function describeFreeze({ page, streamId, from, to, busy, steal, stall, isExplained }: JudgedFreeze): string {
  const load = `processors ${percent(busy)} busy, ${percent(steal)} withheld, probe late by ${Math.round(stall)} ms`;
  const when = new Date(from).toISOString().slice(11, 23);
  return `${when} ${page} ${streamId}: ${to - from} ms; ${load}: ${isExplained ? 'explained' : 'NOT explained'}`;
}

function listFreezes(freezes: readonly JudgedFreeze[]): string[] {
  const explained = freezes.filter(({ isExplained }) => isExplained);
  const listed = [...freezes.filter(({ isExplained }) => !isExplained), ...explained.slice(0, LISTED)];
  const more = explained.length - LISTED;
  return [...listed.map(describeFreeze), ...(more > 0 ? [`and ${more} more that load explains (--json has all)`] : [])];
}

function describeServer(samples: readonly ServerSample[]): string {
  const processor = percent(mean(samples.map((sample) => sample.processor)));
  const waiting = percent(mean(samples.map((sample) => sample.waiting)));
  const memory = samples.map((sample) => sample.residentMegabytes);
  const from = memory[0]?.toFixed(0) ?? '?';
  const to = memory.at(-1)?.toFixed(0) ?? '?';
  return `deployment: ${processor} of one processor, waited for one ${waiting} of the time, RSS ${from} -> ${to} MB`;
}

function describeMachine(samples: readonly LoadSample[]): string {
  const busy = samples.map((sample) => sample.busy);
  const stall = Math.round(Math.max(0, ...samples.map((sample) => sample.stall)));
  const steal = percent(mean(samples.map((sample) => sample.steal)));
  return `machine: ${percent(mean(busy))} busy (at most ${percent(Math.max(0, ...busy))}), ${steal} withheld, probe late by ${stall} ms at most`;
}

function conditions({ options, from, to }: SoakFindings): string {
  const [model = 'unknown processor'] = cpus().map((cpu) => cpu.model);
  const { browsers, size, frameRate, isBuilt } = options;
  const what = `${browsers} pages of one Chromium at ${size}, ${frameRate} frames/s, ${((to - from) / 60_000).toFixed(1)} min`;
  const machine = `${cpus().length} x ${model}, Node ${process.version}, load ${loadavg()[0]?.toFixed(1) ?? '?'}`;
  return `${new Date(from).toISOString().slice(0, 10)}, ${machine}\n${what}, deployment from its ${isBuilt ? 'build' : 'sources'}`;
}

/** Judges what was seen. */
export function reportSoak(findings: SoakFindings): SoakReport {
  const { from, to, options, last } = findings;
  const freezes = findings.freezes.map((freeze) => judgeFreeze(freeze, findings.machine));
  const unexplained = freezes.filter(({ isExplained }) => !isExplained);
  const { trend, time } = memoryTrend(findings);
  const rates = framesPerSecond(findings);
  const chromium = chromiumFreezes(findings);
  const left = leftOvers(findings.before, findings.after);
  const violations = [...findings.faults, ...left.map((what) => `left over: ${what}`)];
  if (unexplained.length > 0) violations.push(`${unexplained.length} freezes that load does not explain`);
  const missing = options.browsers * (options.browsers - 1) - last.flatMap(({ streams }) => streams).length;
  if (missing !== 0) violations.push(`${missing} streams were not received at the end`);
  if (findings.exitCode !== 0) violations.push(`the deployment ended with exit code ${findings.exitCode ?? 'none'}`);
  if (trend && time >= MEMORY_JUDGED && trend.perHour - trend.margin > MAXIMUM_GROWTH)
    violations.push(`memory grows by more than ${MAXIMUM_GROWTH} MB/h`);
  const samples = findings.server.samples.filter(({ at }) => at >= from && at <= to);
  const slope = trend ? `${trend.perHour.toFixed(1)} ± ${trend.margin.toFixed(1)} MB/h` : 'too short a time';
  const lines = [
    conditions(findings),
    `${rates.length} streams received, ${mean(rates).toFixed(1)} frames/s on average, ${Math.min(...rates).toFixed(1)} at least`,
    `longest time without a new frame ${findings.longestGap} ms; Chromium counted ${chromium.count} freezes, ${chromium.seconds.toFixed(1)} s in all`,
    `freezes over 1 s: ${freezes.length}, of which load does not explain ${unexplained.length}`,
    ...listFreezes(freezes).map((line) => `  ${line}`),
    describeMachine(findings.machine.filter((sample) => sample.from >= from && sample.to <= to)),
    describeServer(samples),
    `memory slope ${slope} (95 %), over the last ${(time / 60_000).toFixed(1)} min${time < MEMORY_JUDGED ? ', too short to be judged' : ''}`,
    `left over: ${left.length === 0 ? 'nothing' : left.join('; ')} (UDP sockets ${findings.after.udpSockets}, ${JSON.stringify(findings.after.metrics)}, ${JSON.stringify(findings.after.resources)})`,
    violations.length === 0 ? 'PASSED' : `FAILED: ${violations.join('; ')}`,
  ];
  return { lines, violations, freezes, memory: trend };
}
