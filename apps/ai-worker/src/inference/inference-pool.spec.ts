import { fixtureLaunch } from '../testing/fixture-launch.spec-support';
import { RecordedLog } from '../testing/recorded-log.spec-support';
import { waitUntil } from '../testing/wait-until.spec-support';
import { InferencePool } from './inference-pool';

const PROCESSES = 2;

/** So many that nobody has to wait until a frame is due. */
const FRAMES_PER_SECOND = 1000;

describe('InferencePool', () => {
  let pool: InferencePool;
  let becameReady: number;
  let dropped: string[];
  let steps: Readonly<Record<string, number>>[];

  beforeEach(async () => {
    becameReady = 0;
    dropped = [];
    steps = [];
    pool = new InferencePool(
      {
        processes: PROCESSES,
        framesPerSecond: FRAMES_PER_SECOND,
        observer: {
          frameSeen: (timings) => void steps.push(timings),
          frameDropped: (reason) => void dropped.push(reason),
        },
        launch: fixtureLaunch(),
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
    return (await pool.look(participantId, cost, Buffer.from([1]))).update.since;
  }

  function spread(): number[] {
    return pool.describe().map(({ participants }) => participants);
  }

  it('tells what runs the models once a process is ready', () => {
    expect(becameReady).toBe(PROCESSES);
    expect(pool.backend).toBe('wasm');
    expect(pool.model).toBe('rules@2');
  });

  it('spreads participants evenly and leaves each where it is', async () => {
    for (const participantId of ['ann', 'bob', 'cho', 'dan']) expect(await look(participantId)).toBe(1);
    for (const participantId of ['ann', 'bob', 'cho', 'dan']) expect(await look(participantId)).toBe(2);
    expect(spread()).toEqual([2, 2]);
    expect(pool.framesSeen).toBe(8);
  });

  it('measures how fast all processes are together, without counting it as work or remembering anybody', async () => {
    expect(await pool.measure(Buffer.from([1]), 50)).toBeGreaterThan(0);
    expect(pool.framesSeen).toBe(0);
    expect(spread()).toEqual([0, 0]);
    expect(pool.queueAge).toBe(0);
    for (const { pid } of pool.describe()) process.kill(pid!, 'SIGKILL');
    await waitUntil('all are gone', () => pool.readyProcesses === 0);
    expect(await pool.measure(Buffer.from([1]), 50)).toBe(0);
  });

  it('begins anew with a participant who left and came back', async () => {
    await look('ann');
    pool.forget('ann');
    expect(spread()).toEqual([0, 0]);
    expect(await look('ann')).toBe(1);
  });

  it('calibrates a participant where that participant is looked at, and nobody else', async () => {
    for (const participantId of ['ann', 'bob', 'cho']) await look(participantId);
    pool.calibrate('bob');
    pool.calibrate('nobody');
    expect([await look('ann'), await look('bob'), await look('cho')]).toEqual([2, 1001, 2]);
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

  it('has all processes take another motion model, those too that are started later, and loses no participant', async () => {
    for (const participantId of ['ann', 'bob']) await look(participantId);
    pool.useModel({ model: 'motion@7', json: { name: 'motion', version: '7' } });
    expect(pool.model).toBe('motion@7');
    for (const participantId of ['ann', 'bob']) {
      const result = await pool.look(participantId, 1, Buffer.from([1]));
      expect(result).toMatchObject({ model: 'motion@7', update: { since: 2 } });
    }
    process.kill(pool.describe()[0]!.pid!, 'SIGKILL');
    await waitUntil('the process is gone', () => pool.readyProcesses === 1);
    await waitUntil('it is back', () => pool.readyProcesses === PROCESSES);
    await waitUntil('both have it', () => pool.describe().every(({ model }) => model === 'motion@7'));
  });

  it('tells how long each step of every frame took, its wait included', async () => {
    await look('ann', 42);
    expect(steps).toEqual([{ decode: 1, total: 42, wait: expect.any(Number) }]);
    expect(pool.frameCost).toBe(42);
    expect(pool.meanTimings).toMatchObject({ decode: 1, total: 42 });
  });

  it('keeps of the frames that one participant sends at once the first and the newest', async () => {
    const results = await Promise.allSettled([1, 2, 3, 4].map(() => pool.look('slow-ann', 50, Buffer.from([1]))));
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled']);
    expect(results[1]).toMatchObject({ reason: { code: 'frame_in_flight', retryable: true } });
    expect(dropped).toEqual(['superseded', 'superseded']);
  });

  it('lowers the work of processes that fall behind, serves everybody all the same, and recovers afterwards', async () => {
    const served = new Map<string, number>();
    let sending = true;
    const send = async (participantId: string): Promise<void> => {
      while (sending) {
        await pool.look(participantId, 40, Buffer.from([1])).catch(() => undefined);
        served.set(participantId, (served.get(participantId) ?? 0) + 1);
      }
    };
    const senders = Array.from({ length: 8 }, (_, index) => send(`slow-${index}`));
    await waitUntil('the work is lowered', () => pool.describe().every(({ step }) => step >= 2));
    expect(pool.describe()[0]!.effort).toMatchObject({ hands: 4 });
    sending = false;
    await Promise.all(senders);
    const counts = [...served.values()];
    expect(Math.min(...counts)).toBeGreaterThan(0.5 * Math.max(...counts));
    await waitUntil('the work is raised again', () => pool.describe().every(({ step }) => step === 0), 25_000);
  }, 60_000);
});
