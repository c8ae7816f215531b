import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentLogger } from '../testing/silent-logger.spec-support';
import { Clock } from '../time/clock';
import { MemoryJournal } from './memory-journal';
import { openJournal } from './open-journal';
import { PostgresJournal } from './postgres-journal';

/** An embedded PostgreSQL takes some seconds of processor time to make. */
jest.setTimeout(120_000);

describe('openJournal', () => {
  const parent = mkdtempSync(join(tmpdir(), 'open-journal-'));
  const folder = join(parent, 'deeper', 'journal');

  afterAll(() => rmSync(parent, { recursive: true }));

  it.each([
    [
      'a database where one is named, also beside a folder',
      PostgresJournal,
      'postgres://u:p@127.0.0.1:1/d',
      folder,
      false,
    ],
    ['a folder where one is named', PostgresJournal, undefined, folder, true],
    ['neither where neither is named', MemoryJournal, undefined, undefined, false],
  ])('takes %s', async (_what, kind, DATABASE_URL, JOURNAL_FOLDER, makesFolder) => {
    rmSync(folder, { recursive: true, force: true });
    const journal = await openJournal({ DATABASE_URL, JOURNAL_FOLDER }, new Clock(), silentLogger);
    await journal.close();
    expect(journal).toBeInstanceOf(kind);
    expect(existsSync(folder)).toBe(makesFolder);
  });
});
