import { appendFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger, type Logger } from '@bapsang/server';
import { CDR_FILE, CdrFile } from './cdr-file';
import type { OpenviduEvent } from './openvidu-event';

let folder: string;
const warnings: string[] = [];
const logger: Logger = { ...createLogger('test', 'silent'), warn: (what) => void warnings.push(what) };

function event(number: number): OpenviduEvent {
  return { name: 'signalSent', fields: { number } };
}

function numbersIn(text: string): number[] {
  const lines = text.trimEnd().split('\n').filter(Boolean);
  return lines.map((line) => (JSON.parse(line) as { signalSent: { number: number } }).signalSent.number);
}

beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'openvidu-cdr-')), 'cdr');
  warnings.length = 0;
});

afterEach(() => rmSync(join(folder, '..'), { recursive: true }));

describe('CdrFile', () => {
  it('writes one line per event, in order, behind what an earlier run wrote', async () => {
    const first = await CdrFile.open({ folder, logger });
    first.take(event(0));
    await first.close();
    const cdr = await CdrFile.open({ folder, logger });
    for (let number = 1; number < 500; number++) cdr.take(event(number));
    expect(numbersIn(await cdr.text())).toEqual(Array.from({ length: 500 }, (_, number) => number));
    await cdr.close();
    expect(readFileSync(join(folder, CDR_FILE), 'utf8').split('\n')[7]).toBe('{"signalSent":{"number":7}}');
  });

  it('lets nobody else read what it writes', async () => {
    const cdr = await CdrFile.open({ folder, logger });
    expect(statSync(join(folder, CDR_FILE)).mode & 0o077).toBe(0);
    await cdr.close();
  });

  it('puts a full file aside and keeps five of them, the newest events in the main one', async () => {
    const cdr = await CdrFile.open({ folder, logger, largestFile: 10 });
    for (let number = 0; number < 9; number++) {
      cdr.take(event(number));
      await cdr.text();
    }
    const names = [CDR_FILE, ...[1, 2, 3, 4, 5].map((number) => `${CDR_FILE}.${number}`)];
    expect(readdirSync(folder).sort()).toEqual(names);
    const kept = names.map((name) => numbersIn(readFileSync(join(folder, name), 'utf8')));
    expect(kept).toEqual([[8], [7], [6], [5], [4], [3]]);
    await cdr.close();
  });

  it('puts a file aside that was full already', async () => {
    mkdirSync(folder);
    appendFileSync(join(folder, CDR_FILE), '{"signalSent":{"number":0}}\n');
    const cdr = await CdrFile.open({ folder, logger, largestFile: 10 });
    cdr.take(event(1));
    expect(numbersIn(await cdr.text())).toEqual([1]);
    await cdr.close();
  });

  it('goes on where the disk fails, says what was lost, and writes again once it can', async () => {
    const cdr = await CdrFile.open({ folder, logger });
    rmSync(folder, { recursive: true });
    cdr.take(event(1));
    expect(await cdr.text()).toBe('');
    expect(warnings).toEqual(['cdr.write-failed', 'cdr.lines-lost']);
    mkdirSync(folder);
    cdr.take(event(2));
    expect(numbersIn(await cdr.text())).toEqual([2]);
    await cdr.close();
  });

  it('does not open where there can be no folder', async () => {
    mkdirSync(folder);
    appendFileSync(join(folder, 'a-file'), '');
    await expect(CdrFile.open({ folder: join(folder, 'a-file'), logger })).rejects.toThrow('EEXIST');
  });
});
