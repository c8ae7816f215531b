import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentLogger } from '../testing/silent-logger.spec-support';
import { Clock } from '../time/clock';
import { FileJournal } from './file-journal';
import { openJournal } from './open-journal';
import { PostgresJournal } from './postgres-journal';

describe('openJournal', () => {
  const folder = mkdtempSync(join(tmpdir(), 'open-journal-'));
  const path = join(folder, 'journal.jsonl');

  afterAll(() => rmSync(folder, { recursive: true }));

  it.each([
    ['a database where one is named, also beside a file', PostgresJournal, 'postgres://u:p@127.0.0.1:1/d', path, false],
    ['a file where one is named', FileJournal, undefined, path, true],
    ['neither where neither is named', FileJournal, undefined, undefined, false],
  ])('takes %s', async (_what, kind, DATABASE_URL, API_MEMORY_FILE, makesFile) => {
    rmSync(path, { force: true });
    const journal = await openJournal({ DATABASE_URL, API_MEMORY_FILE }, new Clock(), silentLogger);
    await journal.close();
    expect(journal).toBeInstanceOf(kind);
    expect(existsSync(path)).toBe(makesFile);
  });
});
