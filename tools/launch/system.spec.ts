import { LaunchError } from './launch-error.mjs';
import type { Part } from './parts.mjs';
import { restartPause, System } from './system.mjs';
import { fixture, freePort, isAlive, startProgram, waitUntil, type StartedProgram } from './fixtures/processes';

/** Enough for a part that ends by itself, and not long to wait for one that does not, ms. */
const GRACE = 1000;

const never = new AbortController().signal;

function part(name: string, script: string, more: Partial<Part> = {}): Part {
  return { name, script: fixture(script), ready: [], without: 'the others go on', ...more };
}

function pidsOf(lines: readonly string[]): number[] {
  return lines.flatMap((line) => {
    const { pid, pids = [] } = JSON.parse(line) as { pid?: number; pids?: number[] };
    return pid === undefined ? pids : [pid, ...pids];
  });
}

describe('System', () => {
  const written: string[] = [];
  const said: string[] = [];
  let port: number;
  let system: System | undefined;

  function open(parts: readonly Part[]): System {
    system = new System(parts, {
      cwd: __dirname,
      environment: { ...process.env, FIXTURE_PORT: String(port) },
      print: (_name, line) => void written.push(line),
      say: (subject, text) => void said.push(`${subject} ${text}`),
    });
    return system;
  }

  beforeEach(async () => {
    written.length = 0;
    said.length = 0;
    port = await freePort();
  });

  afterEach(async () => {
    await system?.close(GRACE);
  });

  it('is started once every part answers 200, and leaves nothing behind when it is closed', async () => {
    const serving = part('serves', 'serves.mjs', { ready: [`http://localhost:${port}/`] });
    await open([serving]).start(10_000, never);
    await system?.close(GRACE);
    const pids = pidsOf(written);
    expect(pids).toHaveLength(1);
    expect(pids.filter(isAlive)).toEqual([]);
  });

  it('kills a part that does not end when it is told to, and what that part started', async () => {
    await open([part('hangs', 'ignores-signals.mjs')]).start(10_000, never);
    await waitUntil('the part has named its processes', () => written.length > 0);
    const pids = pidsOf(written);
    expect(pids.filter(isAlive)).toHaveLength(2);
    await system?.close(GRACE);
    await waitUntil('both are gone', () => !pids.some(isAlive));
    expect(pids).toHaveLength(2);
  });

  it('says in one sentence which part ended early, and its last error', async () => {
    const unreachable = part('early', 'ends-early.mjs', { ready: [`http://localhost:${port}/`] });
    const start = open([unreachable, part('hangs', 'ignores-signals.mjs')]).start(10_000, never);
    await expect(start).rejects.toThrow(
      new LaunchError('early ended before it was ready (exit code 3): service.start-failed: no models.'),
    );
  });

  it('names the part that is not ready in time, and what it answered', async () => {
    const start = open([part('mute', 'ignores-signals.mjs', { ready: [`http://localhost:${port}/x`] })]).start(
      50,
      never,
    );
    await expect(start).rejects.toThrow(`mute is not ready in time (http://localhost:${port}/x: ECONNREFUSED)`);
  });

  it('starts a part again that dies later, and says what goes on without it', async () => {
    const ready = [`http://localhost:${port}/`];
    await open([part('worker', 'serves.mjs', { ready })]).start(10_000, never);
    process.kill(pidsOf(written)[0]!, 'SIGKILL');
    await waitUntil('it has started again', () => written.length === 2);
    expect(said).toEqual(['worker ended (SIGKILL); the others go on; it starts again in 250 ms']);
    expect(pidsOf(written).map(isAlive)).toEqual([false, true]);
  });

  it('tries a part for ever that keeps dying, and leaves the others alone', async () => {
    const ready = [`http://localhost:${port}/`];
    await open([part('serves', 'serves.mjs', { ready }), part('early', 'ends-late.mjs')]).start(10_000, never);
    await waitUntil('it has died three times', () => said.length === 3);
    expect(said.map((line) => line.split(' in ')[1])).toEqual(['250 ms', '500 ms', '1000 ms']);
    expect(pidsOf(written.filter((line) => line.includes('"serves"'))).map(isAlive)).toEqual([true]);
  });

  it('waits longer after every death, and never longer than 8 s', () => {
    expect([1, 2, 3, 6, 7, 50].map(restartPause)).toEqual([250, 500, 1000, 8000, 8000, 8000]);
  });
});

describe('a launcher', () => {
  let launcher: StartedProgram;

  async function launch(parts: readonly Part[], port = 0): Promise<number[]> {
    const environment = { ...process.env, FIXTURE_PORT: String(port) };
    launcher = startProgram(fixture('run-system.mjs'), [JSON.stringify(parts)], environment);
    await waitUntil('all parts run', () => launcher.lines().length > parts.length);
    return pidsOf(launcher.lines().map((line) => JSON.stringify(line)));
  }

  afterEach(() => {
    launcher.child.kill('SIGKILL');
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('ends all parts on %s and exits with 0', async (signal) => {
    const port = await freePort();
    const pids = await launch([part('serves', 'serves.mjs', { ready: [`http://localhost:${port}/`] })], port);
    launcher.child.kill(signal);
    expect(await launcher.ended).toBe(0);
    expect(pids).toHaveLength(1);
    expect(pids.filter(isAlive)).toEqual([]);
  });

  it('kills everything at once on a second Ctrl-C', async () => {
    const pids = await launch([part('hangs', 'ignores-signals.mjs')]);
    const begun = Date.now();
    launcher.child.kill('SIGINT');
    // The second press must not look like an echo of the first.
    await waitUntil('the first press is over', () => Date.now() - begun > 700);
    launcher.child.kill('SIGINT');
    expect(await launcher.ended).toBe(130);
    await waitUntil('all are gone', () => !pids.some(isAlive));
    expect(pids).toHaveLength(2);
  });

  it('takes its parts along when it is killed', async () => {
    const port = await freePort();
    const pids = await launch([part('serves', 'serves.mjs', { ready: [`http://localhost:${port}/`] })], port);
    launcher.child.kill('SIGKILL');
    expect(await launcher.ended).toBe('SIGKILL');
    await waitUntil('the part has seen it', () => !pids.some(isAlive));
    expect(pids).toHaveLength(1);
  });

  it('ends the others and exits with 1 and one sentence when a part cannot start', async () => {
    const parts = [
      part('hangs', 'ignores-signals.mjs'),
      part('early', 'ends-early.mjs', { ready: ['http://localhost:1/'] }),
    ];
    launcher = startProgram(fixture('run-system.mjs'), [JSON.stringify(parts)]);
    expect(await launcher.ended).toBe(1);
    const sentences = launcher
      .text()
      .split('\n')
      .filter((line) => line && !line.startsWith('{'));
    expect(sentences).toEqual(['early ended before it was ready (exit code 3): service.start-failed: no models.']);
    const pids = launcher.lines().flatMap(({ pids = [] }) => pids as number[]);
    await waitUntil('all are gone', () => !pids.some(isAlive));
  });
});
