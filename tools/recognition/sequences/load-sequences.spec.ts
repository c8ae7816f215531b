import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateSequences } from '../generator/generate-sequences';
import { countSequences } from './count-sequences';
import { writeSequences } from './files/sequence-file';
import { faultsOf } from './labels-check.spec-support';
import { loadSequences, SYNTHETIC_FILE } from './load-sequences';
import { hasSharedData, SHARED_DATA } from './real/shared-data';

const withData = hasSharedData() ? it : it.skip;
const where = hasSharedData() ? '' : ` (skipped: ${SHARED_DATA} is not there)`;

describe('loadSequences()', () => {
  it('makes synthetic sequences up, or reads those that were written', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'bapsang-synthetic-'));
    try {
      const made = await loadSequences({ sets: ['synthetic'], synthetic: { seed: 2, count: 2 } });
      await writeSequences(folder, SYNTHETIC_FILE, [...generateSequences({ seed: 2, count: 2 })]);
      const read = await loadSequences({ sets: ['synthetic'], synthetic: { folder } });
      expect(read.map(({ id, intakes }) => [id, intakes])).toEqual(made.map(({ id, intakes }) => [id, intakes]));
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('leaves sets out that are not there, and says so', async () => {
    const said: string[] = [];
    const loaded = await loadSequences({
      ...{ sets: ['people', 'chewing', 'kard'], data: '/nowhere' },
      log: (line) => said.push(line),
    });
    expect(loaded).toEqual([]);
    expect(said).toHaveLength(3);
    expect(said[0]).toMatch(/people is left out: .*nowhere/);
  });

  withData.each([
    ['face-clips', 49, /0 bites, 0 sips.*chew 7 s, talk 144 s/],
    ['chewing', 1, /still 4 s, chew 5 s/],
    ['holistic-signs', 2605, /13 sources/],
    ['msr-dailyactivity3d', 320, /10 sources/],
    ['kard', 540, /27 sips/],
    ['cad60', 80, /4 sources/],
  ] as const)(`loads %s with sound labels${where}`, async (set, count, summary) => {
    const loaded = await loadSequences({ sets: [set] });
    expect(loaded).toHaveLength(count);
    expect(loaded.flatMap(faultsOf)).toEqual([]);
    expect(countSequences(loaded)).toMatch(summary);
    expect(new Set(loaded.map(({ id }) => id)).size).toBe(count);
    for (const { framesPerSecond } of loaded) expect(framesPerSecond).toBeLessThanOrEqual(8);
  });
});
