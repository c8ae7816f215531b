import 'reflect-metadata';
import { availableParallelism, cpus } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { loadFrames } from '../recognition-load/frames';
import { PictureLoop } from './camera';
import { DialledAddresses } from './dialled-addresses';
import { type LoadOptions, readLoadOptions, USAGE } from './load-options';
import { formatGaps, formatReport, formatWindow, HEADING, takeSnapshot } from './load-report';
import { SyntheticMeals } from './synthetic-meals';
import type { SyntheticParticipant } from './synthetic-participant';

const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** Prints a line for every window until everybody has stayed for as long as they were to. */
async function watch(
  { window }: LoadOptions,
  participants: readonly SyntheticParticipant[],
  over: AbortSignal,
): Promise<void> {
  const begun = performance.now();
  say(HEADING);
  for (;;) {
    const before = takeSnapshot(participants.map(({ record }) => record));
    const windowBegun = performance.now();
    try {
      await sleep(window * 1000, undefined, { signal: over });
    } catch {
      return;
    }
    const now = performance.now();
    say(formatWindow((now - begun) / 1000, (now - windowBegun) / 1000, participants, before));
  }
}

async function run(options: LoadOptions, interrupted: AbortController): Promise<void> {
  const { apiUrl, participants: count, perMeal, seconds, framesPerSecond, arrivals } = options;
  const sequences = await loadFrames(options.frames);
  const over = new AbortController();
  const { signal } = interrupted;
  signal.addEventListener('abort', () => over.abort());
  const seated: SyntheticParticipant[] = [];
  say(
    `${new Date().toISOString()}, ${availableParallelism()} x ${cpus()[0]?.model ?? 'unknown'}, Node ${process.version}`,
  );
  say(`${count} participants, ${perMeal} at a table, up to ${framesPerSecond} frames/s each, at ${apiUrl}`);
  const watching = watch(options, seated, over.signal);
  try {
    const meals = await SyntheticMeals.begin({
      apiUrl,
      addresses: new DialledAddresses(options.allowRemote),
      participants: count,
      perMeal,
      framesPerSecond,
      camera: (index) => new PictureLoop(sequences[index % sequences.length] ?? []),
      arrivals,
      seated: (participant) => seated.push(participant),
      signal,
    });
    await sleep(seconds * 1000, undefined, { signal }).catch(() => undefined);
    over.abort();
    await watching;
    // While they still sit there, so that it shows where each of them is.
    say(formatReport(seated));
    say(formatGaps(seated));
    await meals.end();
  } finally {
    over.abort();
    await watching;
  }
}

async function main(): Promise<void> {
  const options = readLoadOptions(process.argv.slice(2));
  if (!options) {
    say(USAGE);
    return;
  }
  const interrupted = new AbortController();
  process.once('SIGINT', () => interrupted.abort());
  process.once('SIGTERM', () => interrupted.abort());
  await run(options, interrupted);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
