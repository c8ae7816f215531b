import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sendFrame, type ClientSocket } from '../../testing/frame-client.spec-support';
import { START_TIMEOUT, WorkerUnderTest } from '../../testing/running-worker.spec-support';
import { coveredFrame } from '../../testing/sample-frames.spec-support';
import { waitUntil } from '../../testing/wait-until.spec-support';

const COMMITTED = join(__dirname, '../../../../../models/motion');

/** So often has the worker to look at the folder at least, ms. */
const NOTICED = 20_000;

describe('another motion model while participants are looked at', () => {
  let folder: string;
  let running: WorkerUnderTest;
  let ann: ClientSocket;
  let frame: Buffer;
  let sequence = 0;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'motion-models-'));
    frame = await coveredFrame();
    running = await WorkerUnderTest.start({ WORKER_MOTION_MODELS: folder });
    ann = await running.connect('ann');
  }, START_TIMEOUT);

  afterAll(async () => {
    await running.close();
    await rm(folder, { recursive: true });
  });

  async function send(): Promise<void> {
    sequence += 1;
    const reply = await sendFrame(ann, { sequence, capturedAt: 1_000_000 + sequence * 125 }, frame);
    expect(reply).toMatchObject({ accepted: true });
  }

  /** A copy of the committed model under another version, changed by `change`. */
  async function put(version: string, change: (model: Record<string, unknown>) => void): Promise<void> {
    const current = (await readFile(join(COMMITTED, 'current'), 'utf8')).trim();
    const json = await readFile(join(COMMITTED, current, 'model.json'), 'utf8');
    const model = JSON.parse(json) as Record<string, unknown>;
    model.version = version;
    change(model);
    await mkdir(join(folder, version));
    await writeFile(join(folder, version, 'model.json'), JSON.stringify(model));
    await writeFile(join(folder, 'current'), version);
  }

  const models = (): (string | null)[] => running.log.of('model.loaded').map(({ fields }) => String(fields.model));

  it(
    'takes it between two frames and loses no participant',
    async () => {
      while (!running.api.reports.some(({ motion }) => motion === 'away')) await send();
      const { length } = running.api.reports;
      await put('next-1', () => undefined);
      // A participant who sends nothing for a while would be reported as paused.
      while (!models().some((model) => model?.endsWith('@next-1'))) await send();
      await send();
      // What the participant did before is still known: nobody is there, and that is no news.
      expect(running.api.reports).toHaveLength(length);
      expect(running.api.reports.at(-1)).toMatchObject({ model: 'rules@2', motion: 'away' });
      expect((await running.health('ready')).body.model).toMatch(/@next-1$/);
    },
    START_TIMEOUT,
  );

  it(
    'refuses a broken one with what is wrong, and goes on with the one before',
    async () => {
      await put('next-2', (model) => delete model.network);
      await waitUntil('it is refused', () => running.log.of('model.refused').length > 0, NOTICED);
      expect(running.log.of('model.refused')[0]?.fields).toMatchObject({
        reason: expect.stringContaining('heads must be an object'),
        inUse: expect.stringMatching(/@next-1$/),
      });
      await send();
      expect((await running.health('ready')).body.model).toMatch(/@next-1$/);
    },
    START_TIMEOUT,
  );

  it('names in every report the model that saw it', async () => {
    const bob = await running.connect('bob');
    const ofBob = (): string[] =>
      running.api.reports.filter(({ participantId }) => participantId === 'bob').map(({ model }) => model);
    expect(await sendFrame(bob, { sequence: 1, capturedAt: 1000 }, frame)).toMatchObject({ accepted: true });
    await waitUntil('bob is reported', () => ofBob().length > 0);
    expect(ofBob()[0]).toMatch(/@next-1$/);
    expect(running.api.faults).toEqual([]);
  });
});
