import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { RecordingLogger } from '../testing/running-api.spec-support';
import { ApiMemory, SPARE_LINES, type MemoryNote } from './api-memory';
import { REMEMBERED_FOR } from './meal-memory';

describe('ApiMemory', () => {
  let folder: string;
  let path: string;
  let now: number;
  const opened: ApiMemory[] = [];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'api-memory-'));
    path = join(folder, 'deeper', 'memory.jsonl');
    now = 1_700_000_000_000;
  });

  afterEach(() => {
    for (const memory of opened.splice(0)) memory.onModuleDestroy();
    rmSync(folder, { recursive: true });
  });

  /** As a process that was killed and started again: the former one is not closed. */
  function open(file: string | undefined = path): ApiMemory {
    const memory = new ApiMemory(file, { now: () => now }, new RecordingLogger());
    opened.push(memory);
    return memory;
  }

  function counted(participantId: string, bites: number, sequence: number, source = 'w1'): MemoryNote {
    return { kind: 'counted', mealId: 'm', participantId, source, sequence, bites, sips: 1 };
  }

  it('knows after a crash what was noted before it', () => {
    const memory = open();
    memory.note(counted('p', 1, 4));
    memory.note(counted('p', 2, 7));
    memory.note({ kind: 'ended', mealId: 'over' });
    memory.note({ kind: 'removed', mealId: 'm', participantId: 'q' });
    const after = open();
    expect(after.totalsOf('m', 'p')).toEqual({ bites: 2, sips: 1 });
    expect([after.totalsOf('m', 'q'), after.totalsOf('other', 'p')]).toEqual([undefined, undefined]);
    expect([after.sequenceOf('w1'), after.sequenceOf('w2')]).toEqual([7, 0]);
    expect(after.decisions).toMatchObject([
      { kind: 'ended', mealId: 'over' },
      { kind: 'removed', mealId: 'm', participantId: 'q' },
    ]);
  });

  it('keeps which reports counted, also where another worker has counted the same participant since', () => {
    const memory = open();
    memory.note(counted('p', 1, 9, 'w1'));
    memory.note(counted('p', 2, 3, 'w2'));
    open();
    const after = open();
    expect([after.sequenceOf('w1'), after.sequenceOf('w2')]).toEqual([9, 3]);
    expect(after.totalsOf('m', 'p')).toMatchObject({ bites: 2 });
  });

  it('leaves out what a crash left half written, and what is no entry', () => {
    open().note(counted('p', 1, 1));
    appendFileSync(path, '{"kind":"counted","at":1}\nrubbish\n{"kind":"counted","mealId":"m","partici');
    const after = open();
    expect(after.totalsOf('m', 'p')).toMatchObject({ bites: 1 });
    after.note(counted('p', 2, 2));
    expect(open().totalsOf('m', 'p')).toMatchObject({ bites: 2 });
  });

  it('forgets after a day', () => {
    open().note(counted('p', 1, 1));
    now += REMEMBERED_FOR;
    expect(open().totalsOf('m', 'p')).toBeUndefined();
    expect(readFileSync(path, 'utf8')).toBe('');
  });

  it('stays as small as what it knows', () => {
    const memory = open();
    for (let bites = 1; bites <= SPARE_LINES + 10; bites += 1) memory.note(counted('p', bites, bites));
    expect(readFileSync(path, 'utf8').split('\n').length).toBeLessThan(20);
    expect(open().totalsOf('m', 'p')).toMatchObject({ bites: SPARE_LINES + 10 });
  });

  it('remembers nothing without a file', () => {
    const memory = new ApiMemory(undefined, { now: () => now }, new RecordingLogger());
    memory.note(counted('p', 1, 1));
    expect(memory.totalsOf('m', 'p')).toBeUndefined();
  });

  it('goes on where the file cannot be written, and says so', () => {
    const logger = new RecordingLogger();
    const memory = new ApiMemory(path, { now: () => now }, logger);
    memory.onModuleDestroy();
    rmSync(join(folder, 'deeper'), { recursive: true });
    writeFileSync(join(folder, 'deeper'), 'no folder any more');
    for (let bites = 1; bites <= SPARE_LINES + 10; bites += 1) memory.note(counted('p', bites, bites));
    expect(memory.totalsOf('m', 'p')).toMatchObject({ bites: SPARE_LINES + 10 });
    expect(logger.lines.map(({ event }) => event)).toContain('memory.write-failed');
  });

  it('knows the same however often it was started again in between', () => {
    const note = fc.record({
      participantId: fc.constantFrom('p', 'q'),
      source: fc.constantFrom('w1', 'w2'),
      bites: fc.nat(50),
      sequence: fc.integer({ min: 1, max: 50 }),
      restart: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(note, { maxLength: 20 }), (notes) => {
        rmSync(path, { force: true });
        let memory = open();
        const totals = new Map<string, number>();
        const sequences = new Map<string, number>();
        for (const { participantId, source, bites, sequence, restart } of notes) {
          memory.note(counted(participantId, bites, sequence, source));
          now += 1;
          totals.set(participantId, bites);
          sequences.set(source, Math.max(sequences.get(source) ?? 0, sequence));
          if (restart) memory = open();
        }
        for (const id of ['p', 'q']) expect(memory.totalsOf('m', id)?.bites).toBe(totals.get(id));
        for (const id of ['w1', 'w2']) expect(memory.sequenceOf(id)).toBe(sequences.get(id) ?? 0);
      }),
      { numRuns: 30 },
    );
  });
});
