import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Logger } from '@bapsang/server';
import type { EatingEvent } from '@bapsang/shared';
import { silentLogger } from '../testing/silent-logger.spec-support';
import { FileJournal, KEPT_FOR, SPARE_LINES } from './file-journal';
import type { JournalEntry } from './journal';

const bite: EatingEvent = { kind: 'bite', beganAt: 1, contactAt: 1, endedAt: 2, confidence: 1 };

function seen(sequence: number, participantId = 'p', source = 'w1'): JournalEntry {
  return { source, sequence, mealId: 'm', participantId, model: 'motion@1', events: [bite] };
}

describe('FileJournal and its file', () => {
  let folder: string;
  let path: string;
  let now: number;
  let failures: string[];
  const opened: FileJournal[] = [];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'file-journal-'));
    path = join(folder, 'deeper', 'journal.jsonl');
    now = 1_700_000_000_000;
    failures = [];
  });

  afterEach(async () => {
    for (const journal of opened.splice(0)) await journal.close();
    rmSync(folder, { recursive: true });
  });

  const logger: Logger = { ...silentLogger, error: (event) => failures.push(event) };

  /** As a process that was killed and started again: the former one is not closed. */
  async function open(file: string | undefined = path): Promise<FileJournal> {
    const journal = await FileJournal.open(file, { now: () => now }, logger);
    opened.push(journal);
    return journal;
  }

  async function bitesOf(journal: FileJournal, participantId = 'p'): Promise<number> {
    return (await journal.participant('m', participantId)).totals.bites;
  }

  it('knows after a crash what was recorded before it, and counts none of it again', async () => {
    const before = await open();
    await before.record([seen(4), seen(7), seen(8, 'q'), seen(2, 'p', 'w2')]);
    await before.decide({ kind: 'ended', mealId: 'over' });
    await before.decide({ kind: 'removed', mealId: 'm', participantId: 'q' });
    const after = await open();
    await after.record([seen(7), seen(2, 'p', 'w2')]);
    await expect(after.participant('m', 'p')).resolves.toEqual({
      totals: { bites: 3, sips: 0 },
      upTo: { w1: 7, w2: 2 },
    });
    await expect(after.decisionsOf('over')).resolves.toEqual([{ kind: 'ended', mealId: 'over' }]);
    await expect(after.decisionsOf('m')).resolves.toEqual([{ kind: 'removed', mealId: 'm', participantId: 'q' }]);
  });

  it('leaves out what a crash left half written, and what is no line of a journal', async () => {
    const before = await open();
    await before.record([seen(1)]);
    const [, whole = ''] = readFileSync(path, 'utf8').split('\n');
    appendFileSync(path, `\nrubbish\n[]\n{"kind":"seen","at":${now}}\n${whole.slice(0, -9)}`);
    // As after a disk that was full for a moment: the half line stands in front of what follows.
    await before.record([seen(2)]);
    const after = await open();
    await expect(bitesOf(after)).resolves.toBe(2);
    await after.record([seen(3)]);
    await expect(bitesOf(await open())).resolves.toBe(3);
  });

  it('takes a report that stands there twice for one', async () => {
    const before = await open();
    await before.record([seen(1)]);
    appendFileSync(path, readFileSync(path, 'utf8'));
    await expect(bitesOf(await open())).resolves.toBe(1);
  });

  it('reads the file of an api that wrote totals', async () => {
    const lines = [
      { kind: 'counted', at: now, mealId: 'm', participantId: 'p', source: 'w1', sequence: 9, bites: 1, sips: 2 },
      { kind: 'counted', at: now, mealId: 'm', participantId: 'p', source: 'w2', sequence: 3, bites: 5, sips: 2 },
      { kind: 'removed', at: now, mealId: 'm', participantId: 'q' },
      { kind: 'ended', at: now, mealId: 'over' },
      {
        kind: 'counted',
        at: now - KEPT_FOR,
        mealId: 'm',
        participantId: 'old',
        source: 'w3',
        sequence: 1,
        bites: 1,
        sips: 0,
      },
    ];
    const file = join(folder, 'old.jsonl');
    writeFileSync(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    const journal = await open(file);
    await journal.record([seen(8), seen(9), seen(3, 'p', 'w2'), seen(10)]);
    for (const each of [journal, await open(file)]) {
      await expect(each.participant('m', 'p')).resolves.toEqual({
        totals: { bites: 6, sips: 2 },
        upTo: { w1: 10, w2: 3 },
      });
      await expect(bitesOf(each, 'old')).resolves.toBe(0);
      await expect(each.decisionsOf('m')).resolves.toEqual([{ kind: 'removed', mealId: 'm', participantId: 'q' }]);
      await expect(each.decisionsOf('over')).resolves.toEqual([{ kind: 'ended', mealId: 'over' }]);
    }
  });

  it('forgets after a day', async () => {
    await (await open()).record([seen(1)]);
    now += KEPT_FOR;
    await expect(bitesOf(await open())).resolves.toBe(0);
    expect(readFileSync(path, 'utf8')).toBe('');
  });

  it.each([
    ['a file', true],
    ['no file', false],
  ])('forgets also while it runs, with %s', async (_with, hasFile) => {
    const journal = await FileJournal.open(hasFile ? path : undefined, { now: () => now }, logger);
    opened.push(journal);
    await journal.record([seen(1, 'p', 'w2')]);
    await journal.decide({ kind: 'ended', mealId: 'm' });
    now += KEPT_FOR;
    await journal.record(Array.from({ length: SPARE_LINES }, (_, index) => seen(index + 1, 'q')));
    await expect(bitesOf(journal)).resolves.toBe(0);
    await expect(journal.decisionsOf('m')).resolves.toEqual([]);
    await journal.record([seen(SPARE_LINES + 1, 'q')]);
    await expect(bitesOf(journal, 'q')).resolves.toBe(SPARE_LINES + 1);
    if (!hasFile) return;
    expect(readFileSync(path, 'utf8').split('\n').filter(Boolean)).toHaveLength(SPARE_LINES + 1);
    await expect(bitesOf(await open(), 'q')).resolves.toBe(SPARE_LINES + 1);
  });

  it('goes on where the file cannot be written anew, and says so', async () => {
    const journal = await open();
    rmSync(join(folder, 'deeper'), { recursive: true });
    writeFileSync(join(folder, 'deeper'), 'no folder any more');
    await journal.record(Array.from({ length: SPARE_LINES + 2 }, (_, index) => seen(index + 1)));
    await expect(bitesOf(journal)).resolves.toBe(SPARE_LINES + 2);
    expect(failures).toEqual(['journal.rewrite-failed']);
  });

  it('refuses what it cannot write, and does not count it', async () => {
    const journal = await open();
    await journal.record([seen(1)]);
    await opened.splice(0)[0]?.close();
    await expect(journal.record([seen(2)])).rejects.toThrow();
    await expect(journal.decide({ kind: 'ended', mealId: 'm' })).rejects.toThrow();
    await expect(bitesOf(journal)).resolves.toBe(1);
    await expect(journal.decisionsOf('m')).resolves.toEqual([]);
  });

  it('fails at once where the file may not be used', async () => {
    writeFileSync(join(folder, 'deeper'), 'no folder');
    await expect(open()).rejects.toThrow('EEXIST');
  });

  it('lets only its owner read the file, and leaves no other behind', async () => {
    await (await open()).record([seen(1)]);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readdirSync(join(folder, 'deeper'))).toEqual(['journal.jsonl']);
  });
});
