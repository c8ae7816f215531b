import { readEnvironment } from '@bapsang/server';
import { AiWorkerEnvironment } from './configuration/ai-worker-environment';
import { startAiWorker } from './start-ai-worker';
import { connectFrames, sendFrame, type ClientSocket } from './testing/frame-client.spec-support';
import { RecordedLog } from './testing/recorded-log.spec-support';
import { START_DEADLINE, START_TIMEOUT, WorkerUnderTest } from './testing/running-worker.spec-support';
import { coveredFrame, personFrame } from './testing/sample-frames.spec-support';
import { waitUntil } from './testing/wait-until.spec-support';

const PROCESSES = 2;

describe('the ai-worker', () => {
  let running: WorkerUnderTest;
  let person: Buffer;
  let covered: Buffer;
  let moment = Date.now();
  let sequence = 0;

  beforeAll(async () => {
    [person, covered] = await Promise.all([personFrame(), coveredFrame()]);
    running = await WorkerUnderTest.start({ WORKER_PROCESSES: `${PROCESSES}` });
  }, START_TIMEOUT);

  afterAll(() => running.close());

  afterEach(() => {
    expect(running.api.faults).toEqual([]);
    const sequences = running.api.reports.map((report) => report.sequence);
    expect(sequences).toEqual(sequences.map((_, index) => sequences[0]! + index));
  });

  /** Sends a frame as a browser with eight frames a second would stamp it. */
  function send(socket: ClientSocket, jpeg: Buffer): ReturnType<typeof sendFrame> {
    moment += 125;
    sequence += 1;
    return sendFrame(socket, { sequence, capturedAt: moment }, jpeg);
  }

  /** Sends frames until a motion of the participant has reached the api. */
  async function sendUntilReported(socket: ClientSocket, jpeg: Buffer, isWanted: () => boolean): Promise<void> {
    for (let frame = 0; frame < 100 && !isWanted(); frame += 1) {
      expect(await send(socket, jpeg)).toMatchObject({ accepted: true });
    }
    await waitUntil('the report has arrived', isWanted);
  }

  function reportsOf(participantId: string): string[] {
    return running.api.reports
      .filter((report) => report.participantId === participantId)
      .map(({ recognition, motion }) => `${recognition} ${motion}`);
  }

  it('sees a person and a covered camera, and reports changes only', async () => {
    const ann = await running.connect('ann');
    const bob = await running.connect('bob');
    await sendUntilReported(bob, covered, () => reportsOf('bob').includes('active away'));
    for (let frame = 0; frame < 30; frame += 1) await send(ann, person);
    await waitUntil('ann is reported', () => reportsOf('ann').length > 0);
    expect(reportsOf('ann')).not.toContain('active away');
    expect(reportsOf('ann').length).toBeLessThan(6);
    expect(running.api.reports[0]).toMatchObject({ mealId: 'meal', connectionId: expect.stringMatching(/^con_/) });
  });

  it('tells the api and the health checks who it is and which backend runs', async () => {
    const { status, body } = await running.health('ready');
    expect(status).toBe(200);
    expect(body).toMatchObject({ status: 'ready', registered: true, model: 'rules@2' });
    expect(body.processes.map(({ state }) => state)).toEqual(['ready', 'ready']);
    const [registration] = running.api.registrations;
    expect(registration).toMatchObject({ backend: body.backend, model: body.model, version: body.version });
    expect(running.log.of('inference.ready')[0]?.fields).toMatchObject({
      backend: body.backend,
      note: expect.any(String),
    });
  });

  it('shows its figures to Prometheus, and names nobody in them', async () => {
    const response = await fetch(`${running.worker.url}/metrics`);
    expect(response.headers.get('content-type')).toContain('text/plain');
    const text = await response.text();
    expect(text).toMatch(/^ai_worker_frames_total [1-9]\d*$/m);
    expect(text).toContain('ai_worker_model_info{model="rules@2"} 1');
    for (const step of ['decode', 'body', 'faceMesh', 'motion', 'wait', 'total']) {
      expect(text).toMatch(new RegExp(`^ai_worker_frame_step_seconds_count\\{step="${step}"\\} [1-9]`, 'm'));
    }
    for (const figure of ['tensors', 'resident_memory_bytes', 'requested_frames_per_second']) {
      expect(text).toMatch(new RegExp(`^ai_worker_process_${figure}\\{process="inference-2"\\} [1-9]`, 'm'));
    }
    expect(text).toMatch(/^ai_worker_process_effort_step\{process="inference-1"\} [0-5]$/m);
    expect(text).not.toMatch(/ann|bob|meal/);
  });

  it('answers what it does not know with an error body', async () => {
    const response = await fetch(`${running.worker.url}/nothing`);
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ code: 'not_found', correlationId: expect.any(String) });
  });

  it('reports a participant whose frames stop as paused, and as active with the next frame', async () => {
    const sam = await running.connect('sam');
    await sendUntilReported(sam, covered, () => reportsOf('sam').length > 0);
    await waitUntil('paused', () => reportsOf('sam').at(-1) === 'paused unknown');
    await sendUntilReported(sam, covered, () => reportsOf('sam').at(-1)?.startsWith('active') === true);
    expect(reportsOf('sam').filter((report) => report === 'paused unknown')).toHaveLength(1);
  });

  it(
    'takes frames again soon after its inference processes were killed, with the same sockets',
    async () => {
      const sockets = await Promise.all(['kim', 'lee'].map((participantId) => running.connect(participantId)));
      for (const socket of sockets) expect(await send(socket, person)).toMatchObject({ accepted: true });
      const before = (await running.health('live')).body.processes;
      const inFlight = sockets.map((socket) => send(socket, person));
      for (const { pid } of before) process.kill(pid!, 'SIGKILL');
      for (const reply of await Promise.all(inFlight)) {
        if (!reply.accepted) expect(reply.error).toMatchObject({ code: 'inference_unavailable', retryable: true });
      }
      await waitUntil(
        'they are back',
        () => running.log.of('inference.ready').length === 2 * PROCESSES,
        START_DEADLINE,
      );
      for (const socket of sockets) expect(await send(socket, person)).toMatchObject({ accepted: true });
      const after = (await running.health('ready')).body;
      expect(after.status).toBe('ready');
      expect(after.processes.map(({ restarts }) => restarts)).toEqual([1, 1]);
      expect(running.api.registrations).toHaveLength(1);
    },
    START_TIMEOUT,
  );

  it('delivers what it saw while the link to the api was down, none lost, none twice', async () => {
    const eve = await running.connect('eve');
    await sendUntilReported(eve, covered, () => reportsOf('eve').length > 0);
    const { length } = running.api.registrations;
    running.api.dropLinks();
    const others = ['fay', 'gil', 'hal'];
    for (const participantId of others) await send(await running.connect(participantId), covered);
    await waitUntil('all are reported', () => others.every((id) => reportsOf(id).length > 0));
    expect(running.api.registrations).toHaveLength(length + 1);
  });

  it('is not ready while the api is away, and tells an api that was started again how everybody is', async () => {
    const ivy = await running.connect('ivy');
    await sendUntilReported(ivy, covered, () => reportsOf('ivy').includes('active away'));
    await running.restartApi(async () => {
      await waitUntil('the loss is noticed', () => running.log.of('api.unreachable').length > 0);
      expect((await running.health('ready')).status).toBe(503);
      expect((await running.health('live')).status).toBe(200);
    });
    await sendUntilReported(ivy, covered, () => reportsOf('ivy').length > 0);
    expect(reportsOf('ivy')).toContain('active away');
  });

  it('fails to start on a port that is taken, and leaves nothing behind', async () => {
    const environment = readEnvironment(AiWorkerEnvironment, {
      WORKER_SECRET: running.secret,
      WORKER_PORT: `${running.worker.port}`,
      API_URL: running.api.url,
    });
    await expect(startAiWorker(environment, new RecordedLog())).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });

  it('says that it is about to end, pauses everybody, delivers that, and leaves nothing behind', async () => {
    const zoe = await running.connect('zoe');
    await sendUntilReported(zoe, covered, () => reportsOf('zoe').length > 0);
    const { processes } = (await running.health('live')).body;
    const ticket = await running.ticket({ sub: 'late' });
    const closing = running.worker.close();
    await expect(connectFrames(running.worker.url, { ticket })).rejects.toThrow();
    await closing;
    expect(reportsOf('zoe').at(-1)).toBe('paused unknown');
    expect(running.api.loads.at(-1)).toMatchObject({ draining: true });
    await waitUntil('the browser notices', () => !zoe.connected);
    for (const { pid } of processes) expect(() => process.kill(pid!, 0)).toThrow('ESRCH');
    await expect(fetch(`${running.worker.url}/health/live`)).rejects.toThrow();
  });
});
