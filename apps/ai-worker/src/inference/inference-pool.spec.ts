import { join } from 'node:path';
import { RecordedLog } from '../testing/recorded-log.spec-support';
import { waitUntil } from '../testing/wait-until.spec-support';
import { InferencePool } from './inference-pool';

const PROCESSES = 2;

describe('InferencePool', () => {
  let pool: InferencePool;
  let becameReady: number;

  beforeEach(async () => {
    becameReady = 0;
    pool = new InferencePool(
      {
        processes: PROCESSES,
        framesPerSecond: 8,
        launch: {
          program: join(__dirname, 'fixture-process.cjs'),
          settings: { backend: 'auto', models: '', maxFramePixels: 100 },
          limits: {
            startDeadline: 15_000,
            pingDeadline: 15_000,
            frameDeadline: 15_000,
            pingInterval: 50,
            memoryLimit: 2 ** 40,
          },
        },
      },
      () => (becameReady += 1),
      new RecordedLog(),
    );
    pool.start();
    await waitUntil('all processes are ready', () => pool.readyProcesses === PROCESSES);
  });

  afterEach(() => pool.close());

  /** How many frames of the participant its process has seen: begins anew with its memory. */
  async function look(participantId: string, cost = 10): Promise<number> {
    return (await pool.look(participantId, cost, Buffer.from([1]))).since;
  }

  function spread(): number[] {
    return pool.describe().map(({ participants }) => participants);
  }

  it('tells what runs the models once a process is ready', () => {
    expect(becameReady).toBe(PROCESSES);
    expect(pool.backend).toBe('wasm');
    expect(pool.model).toBe('fixture@1');
  });

  it('spreads participants evenly and leaves each where it is', async () => {
    for (const participantId of ['ann', 'bob', 'cho', 'dan']) expect(await look(participantId)).toBe(1);
    for (const participantId of ['ann', 'bob', 'cho', 'dan']) expect(await look(participantId)).toBe(2);
    expect(spread()).toEqual([2, 2]);
    expect(pool.framesSeen).toBe(8);
  });

  it('begins anew with a participant who left and came back', async () => {
    await look('ann');
    pool.forget('ann');
    expect(spread()).toEqual([0, 0]);
    expect(await look('ann')).toBe(1);
  });

  it('goes on with the participants of a lost process elsewhere at once, and leaves the others alone', async () => {
    await look('ann');
    await look('bob');
    const [first] = pool.describe();
    process.kill(first!.pid!, 'SIGKILL');
    await waitUntil('the loss is known', () => pool.describe()[0]!.pid !== first!.pid);
    expect(await look('ann')).toBe(1);
    expect(await look('bob')).toBe(2);
  });

  it('gives a process that came back its share of the participants again', async () => {
    const participants = ['ann', 'bob', 'cho', 'dan'];
    for (const participantId of participants) await look(participantId);
    process.kill(pool.describe()[0]!.pid!, 'SIGKILL');
    await waitUntil('the process is gone', () => pool.readyProcesses === 1);
    for (const participantId of participants) await look(participantId);
    await waitUntil('it is back', () => pool.readyProcesses === PROCESSES);
    for (const participantId of participants) await look(participantId);
    expect(spread()).toEqual([2, 2]);
  });

  it('refuses frames while no process is ready, as something that may pass', async () => {
    for (const { pid } of pool.describe()) process.kill(pid!, 'SIGKILL');
    await waitUntil('all are gone', () => pool.readyProcesses === 0);
    await expect(look('ann')).rejects.toMatchObject({ code: 'inference_unavailable', retryable: true });
    await waitUntil('all are back', () => pool.readyProcesses === PROCESSES);
    expect(await look('ann')).toBe(1);
  });

  it('slows participants down as far as the process that they share demands', async () => {
    expect(pool.paceOf('ann')).toBe(8);
    await look('ann', 100);
    expect(pool.frameCost).toBe(100);
    expect(pool.paceOf('ann')).toBe(8);
    for (const participantId of ['bob', 'cho', 'dan']) await look(participantId, 100);
    expect(pool.paceOf('ann')).toBe(4);
  });
});
