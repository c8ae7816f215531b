import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';

/** Only its owner may read the file. */
const MODE = 0o600;

/** So much text is collected before it is written when a file is written anew, characters. */
const DRAFT_CHUNK = 1 << 18;

/**
 * A file of lines that only grows, until it is written anew as a whole. Every line follows a line break, so that the half of one
 * that a crash or a full disk left spoils none that comes after it; empty lines mean nothing. It is not safe to call two methods
 * at the same time.
 */
export class LineFile {
  private constructor(
    private readonly path: string,
    private handle: FileHandle,
  ) {}

  /**
   * Opens a file, or makes it, with the folder that it lies in.
   * @throws Error where that may not be done
   */
  static async open(path: string): Promise<LineFile> {
    await mkdir(dirname(path), { recursive: true });
    return new LineFile(path, await open(path, 'a', MODE));
  }

  /**
   * Writes lines to the end; they are on the disk when the promise resolves.
   * @throws Error where they cannot be written; some may be written then, the last one perhaps by half
   */
  async append(lines: readonly string[]): Promise<void> {
    await this.handle.appendFile(lines.map((line) => `\n${line}`).join(''));
    await this.handle.datasync();
  }

  /**
   * Writes the file anew with some of its lines, beside the old one, and puts it in its place, so that there is always a whole one.
   * @param keep is asked for every line, in their order
   * @throws Error where the file cannot be read or written; the old one then stays
   */
  async rewrite(keep: (line: string) => boolean): Promise<void> {
    const draftPath = `${this.path}.new`;
    await rm(draftPath, { force: true });
    const draft = await open(draftPath, 'a', MODE);
    try {
      await this.#copyTo(draft, keep);
      await draft.datasync();
      await rename(draftPath, this.path);
    } catch (error) {
      await draft.close();
      await rm(draftPath, { force: true }).catch(() => undefined);
      throw error;
    }
    const replaced = this.handle;
    this.handle = draft;
    await replaced.close();
  }

  close(): Promise<void> {
    return this.handle.close();
  }

  async #copyTo(draft: FileHandle, keep: (line: string) => boolean): Promise<void> {
    let chunk = '';
    for await (const line of createInterface({ input: createReadStream(this.path), crlfDelay: Infinity })) {
      if (line === '' || !keep(line)) continue;
      chunk += `\n${line}`;
      if (chunk.length < DRAFT_CHUNK) continue;
      await draft.appendFile(chunk);
      chunk = '';
    }
    await draft.appendFile(chunk);
  }
}
