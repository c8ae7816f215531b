import { execFileSync } from 'node:child_process';
import { openSync, closeSync, mkdtempSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What is written at once to fill the disk, bytes. */
const BLOCK = 64 * 1024;

/** A file system in memory that is small enough to be full at once. Only root can make one. */
export class SmallDisk {
  private constructor(readonly folder: string) {}

  /** Whether this process may make one. */
  static get isPossible(): boolean {
    return process.platform === 'linux' && process.getuid?.() === 0;
  }

  /**
   * Makes an empty one.
   * @param size MiB
   * @throws Error where it cannot be mounted
   */
  static mount(size: number): SmallDisk {
    const folder = mkdtempSync(join(tmpdir(), 'small-disk-'));
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}m,mode=0755`, 'tmpfs', folder]);
    } catch (error) {
      rmSync(folder, { recursive: true });
      throw error;
    }
    return new SmallDisk(folder);
  }

  /** Writes until nothing more can be written. */
  fill(): void {
    const file = openSync(this.ballast, 'w');
    try {
      for (let size = BLOCK; size >= 1;) size = writes(file, size) ? size : size / 2;
    } finally {
      closeSync(file);
    }
  }

  /** Undoes {@link fill}. */
  free(): void {
    rmSync(this.ballast, { force: true });
  }

  /** Takes it away with all that is on it; nothing may be open there any more. */
  unmount(): void {
    execFileSync('umount', ['-l', this.folder]);
    rmSync(this.folder, { recursive: true });
  }

  private get ballast(): string {
    return join(this.folder, 'ballast');
  }
}

function writes(file: number, size: number): boolean {
  try {
    return writeSync(file, Buffer.alloc(size)) > 0;
  } catch {
    return false;
  }
}
