import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import type { Logger } from '@bapsang/server';
import type { MotionTotals } from '@bapsang/shared';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { Clock } from '../time/clock';
import { MealMemory } from './meal-memory';
import { readMemoryEntry, type MemoryEntry } from './memory-entry';

/** The file is written anew once it has this many lines more than it needs. */
export const SPARE_LINES = 10_000;

/** Only its owner may read the file. */
const MODE = 0o600;

/** An entry before it has its moment. */
export type MemoryNote = Omit<MemoryEntry, 'at'>;

/**
 * What the api must not forget when it dies: totals, which reports they hold, and what hosts decided. Every note is one line at
 * the end of a file, written before the call returns, so that a killed process loses none. A file belongs to one api.
 */
@Injectable()
export class ApiMemory implements OnModuleDestroy {
  #memory = new MealMemory();
  #lines = 0;
  #kept = 0;
  #file: number | undefined;

  /** @param path of the file; undefined keeps it all in this process alone */
  constructor(
    private readonly path: string | undefined,
    private readonly clock: Pick<Clock, 'now'>,
    private readonly logger: Logger,
  ) {
    if (path === undefined) return;
    mkdirSync(dirname(path), { recursive: true });
    const lines = existsSync(path) ? readFileSync(path, 'utf8').split('\n') : [];
    for (const line of lines) {
      const entry = readMemoryEntry(line);
      if (entry) this.#memory.take(entry);
    }
    this.#rewrite(path);
  }

  /** What hosts decided, the oldest first. */
  get decisions(): MemoryEntry[] {
    return this.#memory.decisions;
  }

  /** @returns undefined where nothing was counted */
  totalsOf(mealId: string, participantId: string): MotionTotals | undefined {
    return this.#memory.totalsOf(mealId, participantId);
  }

  /** The highest number of a report of a source that counted, 0 for none. */
  sequenceOf(source: string): number {
    return this.#memory.sequenceOf(source);
  }

  /** Remembers something. Never throws: where it cannot be written it is logged, and known until the process ends. */
  note(note: MemoryNote): void {
    if (this.path === undefined) return;
    const entry: MemoryEntry = { ...note, at: this.clock.now() };
    this.#memory.take(entry);
    try {
      if (this.#file !== undefined) writeSync(this.#file, `${JSON.stringify(entry)}\n`);
      this.#lines += 1;
      if (this.#lines > 2 * this.#kept + SPARE_LINES) this.#rewrite(this.path);
    } catch (error) {
      this.logger.error('memory.write-failed', { error });
    }
  }

  onModuleDestroy(): void {
    this.#closeFile();
  }

  /** Writes the fewest lines beside the file and puts them in its place, so that there is always a whole one. */
  #rewrite(path: string): void {
    const entries = this.#memory.entriesAt(this.clock.now());
    const draft = `${path}.new`;
    writeFileSync(draft, entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''), { mode: MODE });
    this.#closeFile();
    renameSync(draft, path);
    this.#file = openSync(path, 'a', MODE);
    this.#memory = new MealMemory();
    for (const entry of entries) this.#memory.take(entry);
    this.#lines = this.#kept = entries.length;
  }

  #closeFile(): void {
    if (this.#file !== undefined) closeSync(this.#file);
    this.#file = undefined;
  }
}
