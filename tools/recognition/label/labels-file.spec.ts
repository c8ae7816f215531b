import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readLabelsFile } from './labels-file';

describe('readLabelsFile()', () => {
  let folder: string;
  let file: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bapsang-labels-'));
    file = join(folder, 'labels.json');
  });

  afterAll(async () => {
    await rm(folder, { recursive: true });
  });

  const labels = { seg: [[0, 1.5, 'drink']], contact: [[0.2, 1]] };

  it('reads the labels of one clip, or of this one among many', async () => {
    await writeFile(file, JSON.stringify(labels));
    expect(readLabelsFile(file, '/clips/some.mp4')).toEqual(labels);
    await writeFile(file, JSON.stringify({ _how: 'seconds', 'some.mp4': labels }));
    expect(readLabelsFile(file, '/clips/some.mp4')).toEqual(labels);
    expect(() => readLabelsFile(file, 'other.mp4')).toThrow(/no labels for other\.mp4.*"seg"/);
  });

  it.each([
    ['{', /is not JSON/],
    ['[]', /no labels/],
    ['{"seg": 1}', /cannot be read/],
    ['{"seg": [[1, 0, "idle"]]}', /cannot be read/],
    ['{"seg": [[0, 1]]}', /cannot be read/],
    ['{"seg": [], "contact": [["a", 1]]}', /cannot be read/],
  ])('refuses %s and shows how it should look', async (content, message) => {
    await writeFile(file, content);
    expect(() => readLabelsFile(file, 'some.mp4')).toThrow(message);
    expect(() => readLabelsFile(file, 'some.mp4')).toThrow('"seg"');
  });

  it('says when there is no such file', () => {
    expect(() => readLabelsFile(join(folder, 'none.json'), 'some.mp4')).toThrow(/There is no file of labels/);
  });
});
