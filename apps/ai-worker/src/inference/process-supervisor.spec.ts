import { join } from 'node:path';
import { RecordedLog } from '../testing/recorded-log.spec-support';
import { waitUntil } from '../testing/wait-until.spec-support';
import type { InferenceLaunch, InferenceLimits } from './inference-child';
import type { InferenceReady } from './inference-messages';
import { ProcessSupervisor } from './process-supervisor';

const LIMITS: InferenceLimits = {
  startDeadline: 15_000,
  pingDeadline: 15_000,
  frameDeadline: 15_000,
  pingInterval: 50,
  memoryLimit: 2 ** 40,
};

describe('ProcessSupervisor', () => {
  let supervisor: ProcessSupervisor;
  let log: RecordedLog;
  let ready: InferenceReady[];
  let losses: number;

  function start(limits: Partial<InferenceLimits> = {}, models = ''): void {
    const launch: InferenceLaunch = {
      program: join(__dirname, 'fixture-process.cjs'),
      settings: { backend: 'auto', models, maxFramePixels: 100 },
      limits: { ...LIMITS, ...limits },
    };
    log = new RecordedLog();
    ready = [];
    losses = 0;
    const listener = {
      ready: (_: unknown, message: InferenceReady): void => void ready.push(message),
      lost: (): void => void (losses += 1),
    };
    supervisor = new ProcessSupervisor('inference-1', launch, listener, log);
    supervisor.start();
  }

  function look(participantId: string): ReturnType<ProcessSupervisor['look']> {
    return supervisor.look({
      participantId,
      capturedAt: 5,
      jpeg: Buffer.from([255, 2, 3]),
      effort: { body: 1, hands: 1 },
    });
  }

  async function isBack(): Promise<void> {
    await waitUntil('a second process is ready', () => ready.length === 2);
    await expect(look('ann')).resolves.toMatchObject({ update: { since: 1 } });
    expect(supervisor.restarts).toBe(1);
    expect(losses).toBe(1);
  }

  afterEach(() => supervisor.close());

  it('hands frames over byte by byte and brings back what came out', async () => {
    start();
    await waitUntil('ready', () => supervisor.state === 'ready');
    expect(ready).toEqual([{ type: 'ready', backend: 'wasm', note: 'a fixture' }]);
    const seen = await look('ann');
    expect(seen.update).toMatchObject({ motion: 'idle', confidence: 1, since: 1, events: [] });
    expect(seen.timings).toEqual({ decode: 1, total: 5 });
  });

  it('refuses frames until the process is ready', async () => {
    start();
    await expect(look('ann')).rejects.toMatchObject({ code: 'inference_unavailable', retryable: true });
  });

  it('passes on what the process says of a frame, and nothing else is lost', async () => {
    start();
    await waitUntil('ready', () => supervisor.state === 'ready');
    await expect(look('refuse')).rejects.toMatchObject({ code: 'frame_invalid', message: 'The frame is not a JPEG.' });
    await expect(look('ann')).resolves.toBeDefined();
    expect(losses).toBe(0);
  });

  it('starts a process that crashed again, and only the frames in flight fail', async () => {
    start();
    await waitUntil('ready', () => supervisor.state === 'ready');
    await look('ann');
    const inFlight = look('silent');
    await expect(look('crash')).rejects.toMatchObject({ code: 'inference_unavailable', retryable: true });
    await expect(inFlight).rejects.toMatchObject({ code: 'inference_unavailable' });
    expect(log.of('inference.lost')[0]?.fields).toMatchObject({ reason: 'ended by itself', code: 3, restartIn: 0 });
    await isBack();
  });

  it('starts a process that was killed from outside again', async () => {
    start();
    await waitUntil('ready', () => supervisor.state === 'ready');
    process.kill(supervisor.pid!, 'SIGKILL');
    await isBack();
  });

  it('kills a process that hangs', async () => {
    start({ pingDeadline: 300 });
    await waitUntil('ready', () => supervisor.state === 'ready');
    await expect(look('hang')).rejects.toMatchObject({ code: 'inference_unavailable' });
    expect(log.of('inference.lost')[0]?.fields).toMatchObject({ signal: 'SIGKILL' });
    expect(log.of('inference.lost')[0]?.fields.reason).toContain('hung');
    await isBack();
  });

  it('kills a process that answers pings but not a frame', async () => {
    start({ frameDeadline: 300 });
    await waitUntil('ready', () => supervisor.state === 'ready');
    await expect(look('silent')).rejects.toMatchObject({ code: 'inference_unavailable' });
    await isBack();
  });

  it('replaces a process that exceeds the memory limit', async () => {
    start({ memoryLimit: 200 * 2 ** 20 });
    await waitUntil('ready', () => supervisor.state === 'ready');
    await look('leak');
    await waitUntil('the process is lost', () => losses === 1);
    expect(log.of('inference.lost')[0]?.fields.reason).toMatch(/memory limit exceeded: \d+ of 200 MiB/);
    await isBack();
  });

  it('tells how much memory the process holds', async () => {
    start();
    await waitUntil('pinged', () => supervisor.memory > 0);
    expect(supervisor.tensors).toBe(7);
  });

  it('has the process take another motion model, and tells which one is in use', async () => {
    start();
    await waitUntil('ready', () => supervisor.state === 'ready');
    expect((await look('ann')).model).toBe('rules@0');
    supervisor.useModel({ name: 'motion', version: '7' });
    expect(await look('ann')).toMatchObject({ model: 'motion@7', update: { since: 2 } });
    await waitUntil('the process says so', () => supervisor.model === 'motion@7');
    supervisor.useModel(null);
    expect((await look('ann')).model).toBe('rules@0');
  });

  it('kills a process that does not become ready in time', async () => {
    start({ startDeadline: 100 }, 'never-ready');
    await waitUntil('the process is lost', () => losses === 1);
    expect(log.of('inference.lost')[0]?.fields.reason).toBe('start deadline exceeded');
  });

  it('waits longer each time where the process cannot start, and logs what it said last', async () => {
    start({}, 'broken');
    await waitUntil('three starts', () => losses === 3);
    const fields = log.of('inference.lost').map((line) => line.fields);
    expect(fields.map(({ restartIn }) => restartIn)).toEqual([0, 500, 1000]);
    expect(fields[0]).toMatchObject({ code: 1, output: 'The models are not there.' });
  });

  it('ends the process for good when it is closed', async () => {
    start();
    await waitUntil('ready', () => supervisor.state === 'ready');
    const pid = supervisor.pid!;
    await Promise.all([supervisor.close(), supervisor.close()]);
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
    expect(losses).toBe(0);
    await expect(look('ann')).rejects.toMatchObject({ code: 'inference_unavailable' });
  });

  it('hands no secrets of the environment to the process', async () => {
    process.env.BAPSANG_TEST_SECRET = 'not to be seen';
    try {
      start({}, 'tell-environment');
      await waitUntil('the process is lost', () => losses === 1);
    } finally {
      delete process.env.BAPSANG_TEST_SECRET;
    }
    const { output } = log.of('inference.lost')[0]!.fields;
    expect(output).toContain('PATH');
    expect(output).not.toContain('BAPSANG_TEST_SECRET');
  });
});
