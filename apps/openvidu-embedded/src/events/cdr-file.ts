import { appendFile, mkdir, readFile, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from '@bapsang/server';
import type { EventSink } from './event-sink';
import type { OpenviduEvent } from './openvidu-event';

/** Name of the file with the newest events, inside the folder of the CDR. */
export const CDR_FILE = 'CDR.log';

/** From this size on the file is put aside, bytes; some 25 000 events. */
const LARGEST_FILE = 10 * 1024 * 1024;

/** How many files put aside are kept: `CDR.log.1` is the newest of them. */
const KEPT_FILES = 5;

/** The most bytes that wait for a slow disk. */
const LARGEST_BACKLOG = 5 * 1024 * 1024;

/** What the file needs. */
export interface CdrFileOptions {
  readonly folder: string;
  readonly logger: Logger;
  /** From this size on the file is put aside, bytes. */
  readonly largestFile?: number;
}

/**
 * The call detail record: one line per event, appended in order, readable for the server's own user only. A disk that
 * fails or is slow costs lines, which the log says, and nothing else.
 */
export class CdrFile implements EventSink {
  private lines: string[] = [];
  private backlog = 0;
  private lost = 0;
  private writing: Promise<void> | undefined;

  private constructor(
    private readonly options: CdrFileOptions,
    private size: number,
  ) {}

  /**
   * Opens the record, and its folder where it is not there yet.
   * @throws the system's error where nothing can be written there
   */
  static async open(options: CdrFileOptions): Promise<CdrFile> {
    await mkdir(options.folder, { recursive: true, mode: 0o700 });
    const path = join(options.folder, CDR_FILE);
    await appendFile(path, '', { mode: 0o600 });
    return new CdrFile(options, (await stat(path)).size);
  }

  take({ name, fields }: OpenviduEvent): void {
    const line = `${JSON.stringify({ [name]: fields })}\n`;
    if (this.backlog + line.length > LARGEST_BACKLOG) {
      this.lost++;
      return;
    }
    this.backlog += line.length;
    this.lines.push(line);
    this.writing ??= this.write();
  }

  /** Every line of the newest file, that is at most its largest size; empty where the disk does not give it. */
  async text(): Promise<string> {
    await this.writing;
    return readFile(this.path, 'utf8').catch(() => '');
  }

  /** Waits until everything is written. */
  async close(): Promise<void> {
    await this.writing;
  }

  private get path(): string {
    return join(this.options.folder, CDR_FILE);
  }

  private async write(): Promise<void> {
    while (this.lines.length > 0) {
      const { lines } = this;
      this.lines = [];
      this.backlog = 0;
      try {
        await this.append(lines.join(''));
      } catch (error) {
        this.lost += lines.length;
        this.options.logger.warn('cdr.write-failed', { lines: lines.length, error });
      }
    }
    this.writing = undefined;
    if (this.lost > 0) this.options.logger.warn('cdr.lines-lost', { lines: this.lost });
    this.lost = 0;
  }

  private async append(text: string): Promise<void> {
    if (this.size >= (this.options.largestFile ?? LARGEST_FILE)) await this.putAside();
    await appendFile(this.path, text, { mode: 0o600 });
    this.size += Buffer.byteLength(text);
  }

  private async putAside(): Promise<void> {
    for (let number = KEPT_FILES - 1; number >= 0; number--) {
      const older = `${this.path}.${number + 1}`;
      await rename(number === 0 ? this.path : `${this.path}.${number}`, older).catch(ignoreMissing);
    }
    this.size = 0;
  }
}

function ignoreMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}
