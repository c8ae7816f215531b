/**
 * A long meeting of real browsers on the embedded OpenVidu: does video keep moving, does memory stay flat, and is nothing
 * left when everybody has gone? All pages run in one Chromium on this machine, each publishes and receives all others.
 * Usage: `npx tsx tools/openvidu-soak/soak.ts [--browsers 8] [--size 320x240] [--minutes 10] [--frame-rate 15] [--built]
 * [--json figures.json]`; `--built` runs the deployment's dist/main.js instead of its sources. Linux only. Exit code 1
 * when a video stood still for more than 1 s and load does not explain it, memory grows, or something is left over.
 */
import { writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { createConnection } from '../../apps/openvidu-embedded/src/testing/connections';
import { MeetingPages } from '../../apps/openvidu-embedded/src/testing/meeting-pages';
import { eventuallyTrue } from '../../test/support/eventually';
import { footprintOf, leaveInOrder, settle } from './departure';
import type { Freeze } from './freeze-verdict';
import { MachineLoad } from './machine-load';
import { Participant, type ParticipantReception } from './participant';
import { preferDeployment } from './prefer-deployment';
import { ServerLoad } from './server-load';
import { ServerProcess } from './server-process';
import { readSoakOptions, type SoakOptions } from './soak-options';
import { reportSoak, type SoakFindings, type SoakReport } from './soak-report';

const SESSION = 'soak';

const LOOK_INTERVAL = 5_000;

/** Frames of every stream after which the watch begins. */
const PLAYING = 30;

/** For all streams to play at once, on a machine with few processors, ms. */
const PLAYING_DEADLINE = 120_000;

interface Watched {
  readonly from: number;
  readonly to: number;
  readonly first: readonly ParticipantReception[];
  readonly last: readonly ParticipantReception[];
  readonly longestGap: number;
  readonly freezes: readonly Freeze[];
}

async function lookAtAll(participants: readonly Participant[]): Promise<ParticipantReception[]> {
  const looks: ParticipantReception[] = [];
  for (const participant of participants) looks.push(await participant.look());
  return looks;
}

async function gather(pages: MeetingPages, url: string, options: SoakOptions): Promise<Participant[]> {
  const { browsers, size, frameRate } = options;
  const participants: Participant[] = [];
  for (let number = 1; number <= browsers; number++) {
    const { token } = await createConnection(url, SESSION);
    const participant = new Participant(`participant ${number}`, await pages.newPage());
    await participant.join(token, size, frameRate);
    participants.push(participant);
  }
  const everybodyPlays = async (): Promise<boolean> => {
    const looks = await lookAtAll(participants);
    return looks.every(({ streams }) => {
      return streams.length === browsers - 1 && streams.every(({ framesDecoded }) => framesDecoded > PLAYING);
    });
  };
  await eventuallyTrue('Video of everybody at everybody', everybodyPlays, PLAYING_DEADLINE);
  return participants;
}

async function watch(participants: readonly Participant[], duration: number): Promise<Watched> {
  for (const participant of participants) await participant.watch();
  const from = Date.now();
  const first = await lookAtAll(participants);
  const freezes: Freeze[] = [];
  let last = first;
  let longestGap = 0;
  const look = async (): Promise<void> => {
    last = await lookAtAll(participants);
    freezes.push(...last.flatMap((reception) => reception.freezes));
    const gaps = last.flatMap(({ streams }) => streams.map((stream) => stream.longestGap));
    longestGap = Math.max(longestGap, ...gaps);
  };
  while (Date.now() < from + duration) {
    await sleep(Math.min(LOOK_INTERVAL, from + duration - Date.now()));
    await look();
  }
  for (const participant of participants) await participant.stopWatching();
  await look();
  return { from, to: Date.now(), first, last, longestGap, freezes };
}

async function meet(
  server: ServerProcess,
  options: SoakOptions,
): Promise<Watched & { readonly faults: readonly string[] }> {
  const pages = await MeetingPages.open();
  try {
    const participants = await gather(pages, server.url, options);
    console.error(`${options.browsers} see each other; watching for ${options.minutes} min`);
    const watched = await watch(participants, options.minutes * 60_000);
    return { ...watched, faults: await leaveInOrder(participants, server.url) };
  } finally {
    await pages.close();
  }
}

async function soak(options: SoakOptions): Promise<{ readonly findings: SoakFindings; readonly report: SoakReport }> {
  const machine = new MachineLoad();
  const server = await ServerProcess.start(options.isBuilt);
  preferDeployment(server.pid);
  const load = new ServerLoad(server.pid);
  const sampling = { machine: machine.samples, server: load };
  try {
    const before = await footprintOf(server);
    const met = await meet(server, options);
    const after = await settle(before, server);
    load.close();
    const findings = { options, ...met, ...sampling, before, after, exitCode: await server.close() };
    return { findings, report: reportSoak(findings) };
  } finally {
    load.close();
    machine.close();
    await server.close();
  }
}

async function main(): Promise<void> {
  const options = readSoakOptions(process.argv.slice(2));
  const { findings, report } = await soak(options);
  console.log(report.lines.join('\n'));
  if (options.json) {
    const server = findings.server.samples;
    writeFileSync(options.json, JSON.stringify({ ...findings, server, report }, undefined, 2));
  }
  if (report.violations.length > 0) process.exitCode = 1;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
