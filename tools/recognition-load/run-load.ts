import { FakeApi } from '../../apps/ai-worker/src/testing/fake-api.spec-support';
import { signTicket } from '../../apps/ai-worker/src/testing/frame-client.spec-support';
import { randomBytes } from 'node:crypto';
import { availableParallelism, cpus } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { loadFrames } from './frames';
import { formatWindow, HEADING } from './load-report';
import { SyntheticParticipant } from './synthetic-participant';
import { WorkerProcess } from './worker-process';

const FRAMES_PER_SECOND = 8;

const USAGE = `npx tsx tools/recognition-load/run-load.ts [options]

Starts the built ai-worker and lets synthetic participants send real frames to it, over real sockets on the loopback address.
  --participants 20,40,20   how many there are, one phase for each number
  --seconds 60              of a phase
  --window 5                seconds of a line
  --processes 2             inference processes
  --backend auto            tfjs-node, wasm or auto
  --frames <folder>         JPEGs to send (default: pictures of a development dependency)`;

/** The whole run, from the command line to the exit code. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      participants: { type: 'string', default: '20,40,20' },
      seconds: { type: 'string', default: '60' },
      window: { type: 'string', default: '5' },
      processes: { type: 'string', default: '2' },
      backend: { type: 'string', default: 'auto' },
      frames: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(`${USAGE}\n`);
    return;
  }
  const phases = values.participants.split(',').map(Number);
  const [seconds, window, processes] = [values.seconds, values.window, values.processes].map(Number);
  if (!seconds || !window || !processes || phases.some((count) => !Number.isInteger(count) || count < 0)) {
    throw new RangeError(`Numbers must be positive.\n${USAGE}`);
  }
  const sequences = await loadFrames(values.frames);
  const secret = randomBytes(32).toString('hex');
  const api = await FakeApi.start(secret);
  try {
    const places = Math.max(1, ...phases);
    const worker = await WorkerProcess.start({ apiUrl: api.url, secret, processes, places, backend: values.backend });
    try {
      await runPhases({ api, worker, secret, sequences, phases, seconds, window });
    } finally {
      await worker.close();
    }
  } finally {
    await api.close();
  }
}

interface Run {
  readonly api: FakeApi;
  readonly worker: WorkerProcess;
  readonly secret: string;
  readonly sequences: readonly (readonly Buffer[])[];
  readonly phases: readonly number[];
  readonly seconds: number;
  readonly window: number;
}

async function runPhases({ api, worker, secret, sequences, phases, seconds, window }: Run): Promise<void> {
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  const before = await worker.health();
  say(
    `${new Date().toISOString()}, ${availableParallelism()} x ${cpus()[0]?.model ?? 'unknown'}, Node ${process.version}`,
  );
  say(`${before.processes.length} processes, ${before.backend ?? ''}, ${before.model}, ${FRAMES_PER_SECOND} frames/s`);
  say(HEADING);
  const participants: SyntheticParticipant[] = [];
  const aud = api.registrations[0]?.workerId ?? '';
  const begun = performance.now();
  let joined = 0;
  try {
    for (const count of phases) {
      await Promise.all(participants.splice(count).map((participant) => participant.leave()));
      while (participants.length < count) {
        const sub = `participant-${(joined += 1)}`;
        const ticket = await signTicket(secret, { aud, sub, connectionId: `con_${sub}` });
        const phase = (joined * 37) % (1000 / FRAMES_PER_SECOND);
        const frames = sequences[joined % sequences.length] ?? [];
        participants.push(await SyntheticParticipant.join(worker.url, ticket, frames, FRAMES_PER_SECOND, phase));
      }
      for (let spent = 0; spent < seconds; spent += window) {
        const windowBegun = performance.now();
        participants.forEach((participant) => void participant.take());
        await delay(window * 1000);
        const figures = participants.map((participant) => participant.take());
        const length = (performance.now() - windowBegun) / 1000;
        const { processes } = await worker.health();
        say(formatWindow((performance.now() - begun) / 1000, length, figures, processes));
      }
    }
  } finally {
    await Promise.all(participants.map((participant) => participant.leave()));
  }
  const after = await worker.health();
  const metrics = await worker.metrics();
  const dropped = [...metrics].filter(([name]) => name.startsWith('ai_worker_frames_dropped_total'));
  say(`mean ms by step: ${JSON.stringify(after.timings)}`);
  say(`frames: ${metrics.get('ai_worker_frames_total') ?? 0}, dropped: ${JSON.stringify(dropped)}`);
  for (const { name, memory, tensors, restarts, model } of after.processes) {
    const start = before.processes.find((process) => process.name === name);
    say(
      `${name}: ${start?.memory} -> ${memory} MiB, ${start?.tensors} -> ${tensors} tensors, ${restarts} restarts, ${model}`,
    );
  }
  for (const line of worker.lines.filter(({ event }) => event === 'effort.changed')) say(JSON.stringify(line));
  say(`faults at the api: ${api.faults.length}`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
