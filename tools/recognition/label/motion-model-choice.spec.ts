import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RULES } from '../../../libs/recognition/src/motion/motion-model';
import { readMotionModel } from './motion-model-choice';

describe('readMotionModel()', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bapsang-models-'));
  });

  afterAll(async () => {
    await rm(folder, { recursive: true });
  });

  it('takes the rules when asked to, and where no model is in use', () => {
    expect(readMotionModel('rules', folder)).toBe(RULES);
    expect(readMotionModel(undefined, folder)).toBe(RULES);
  });

  it('says where it looked for a model that is not there', async () => {
    expect(() => readMotionModel('9', folder)).toThrow(join(folder, '9', 'model.json'));
    expect(() => readMotionModel('/nowhere/model.json', folder)).toThrow('/nowhere/model.json');
    await writeFile(join(folder, 'current'), 'lost\n');
    expect(() => readMotionModel(undefined, folder)).toThrow(join(folder, 'lost', 'model.json'));
  });

  it('refuses what is no model', async () => {
    const file = join(folder, 'none.json');
    await writeFile(file, '{}');
    expect(() => readMotionModel(file, folder)).toThrow();
  });
});
