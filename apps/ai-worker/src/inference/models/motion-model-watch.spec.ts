import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RecordedLog } from '../../testing/recorded-log.spec-support';
import type { ModelArtefact } from './model-artefact';
import { MotionModelFolder } from './motion-model-folder';
import { MotionModelWatch } from './motion-model-watch';

describe('MotionModelWatch', () => {
  let folder: string;
  let log: RecordedLog;
  let used: ModelArtefact[];
  let watch: MotionModelWatch;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'motion-models-'));
    log = new RecordedLog();
    used = [];
    watch = new MotionModelWatch(new MotionModelFolder(folder), (artefact) => void used.push(artefact), log);
  });

  afterEach(async () => {
    await watch.close();
    await rm(folder, { recursive: true });
  });

  async function put(version: string, text: string): Promise<void> {
    await mkdir(join(folder, version), { recursive: true });
    await writeFile(join(folder, version, 'model.json'), text);
    await writeFile(join(folder, 'current'), `${version}\n`);
  }

  const refusals = (): unknown[] => log.of('model.refused').map(({ fields }) => fields.reason);

  it('leaves the rules in use where no trained model is there', async () => {
    await watch.open();
    expect(used).toEqual([]);
    expect(log.of('model.loaded')[0]?.fields).toMatchObject({ model: 'rules@2' });
    expect(refusals()).toEqual([]);
  });

  it('refuses what is no model, once, says what is wrong, and keeps the one in use', async () => {
    await put('3', 'not json');
    await watch.open();
    await watch.lookNow();
    expect(refusals()).toEqual([expect.stringContaining('model.json is not JSON')]);
    expect(log.of('model.refused')[0]?.fields).toMatchObject({ inUse: 'rules@2' });
    await put('4', '{"name": "motion"}');
    await watch.lookNow();
    expect(refusals()).toHaveLength(2);
    expect(used).toEqual([]);
  });

  it('refuses a name that is not a version, and a version that is not there', async () => {
    await writeFile(join(folder, 'current'), '../../etc');
    await watch.lookNow();
    await writeFile(join(folder, 'current'), '9');
    await watch.lookNow();
    expect(refusals()).toEqual([
      expect.stringContaining('does not name a version'),
      expect.stringContaining('no such file'),
    ]);
  });
});
