import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentLogger } from '../testing/silent-logger.spec-support';
import { FolderLock } from './folder-lock';
import { PostgresJournal } from './postgres-journal';

const LISTENER = `require('node:net').createServer().listen(process.argv[1], () => console.log('listening'))`;

describe('the folder of an embedded journal', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'embedded-'));
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  it('belongs to one api at a time', async () => {
    const lock = await FolderLock.take(folder);
    const opened = PostgresJournal.openEmbedded(folder, silentLogger);
    await expect(opened).rejects.toThrow(`another api has ${folder} open`);
    expect(existsSync(join(folder, 'data'))).toBe(false);
    await lock.release();
    await (await FolderLock.take(folder)).release();
  });

  it('is taken over from a process that was killed, by one of those that want it', async () => {
    const child = spawn(process.execPath, ['-e', LISTENER, join(folder, 'lock')], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    await expect(FolderLock.take(folder)).rejects.toThrow('another api');
    child.kill('SIGKILL');
    await once(child, 'exit');
    const takers = await Promise.allSettled([1, 2, 3].map(() => FolderLock.take(folder)));
    const taken = takers.flatMap((taker) => (taker.status === 'fulfilled' ? [taker.value] : []));
    expect(taken).toHaveLength(1);
    await taken[0]?.release();
  });

  it('must not be too deep for the lock', async () => {
    await expect(FolderLock.take(join(folder, 'x'.repeat(120)))).rejects.toThrow('too long a path');
  });
});
