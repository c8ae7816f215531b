import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** A larger `model.json` is refused, bytes. A trained model has less than 1 MB. */
export const MODEL_MAX_BYTES = 4 * 2 ** 20;

/** What a version, and so the name of its folder, may look like. */
const VERSION = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/** The model that `current` names, as far as can be told without reading it. */
export interface NamedModel {
  readonly version: string;
  /** Changes with every change of the file. */
  readonly stamp: string;
}

/** The folder of the trained motion models: `<version>/model.json`, and `current`, a text file that names a version. */
export class MotionModelFolder {
  constructor(private readonly folder: string) {}

  /**
   * Which model is current.
   * @returns undefined where no file `current` is there
   * @throws Error where what it names is not a version or is not there
   */
  async current(): Promise<NamedModel | undefined> {
    const version = await this.readCurrent();
    if (version === undefined) return undefined;
    if (!VERSION.test(version)) {
      throw new Error(`${join(this.folder, 'current')} does not name a version: "${version.slice(0, 80)}".`);
    }
    const { mtimeMs, size } = await stat(this.fileOf(version));
    if (size > MODEL_MAX_BYTES)
      throw new Error(`${this.fileOf(version)} has ${size} bytes; ${MODEL_MAX_BYTES} at most.`);
    return { version, stamp: `${version} ${mtimeMs} ${size}` };
  }

  /**
   * Reads a model.
   * @throws Error where it cannot be read or is not JSON
   */
  async read(version: string): Promise<unknown> {
    const file = this.fileOf(version);
    const text = await readFile(file, 'utf8');
    try {
      return JSON.parse(text) as unknown;
    } catch (error) {
      throw new Error(`${file} is not JSON: ${(error as Error).message}`, { cause: error });
    }
  }

  private fileOf(version: string): string {
    return join(this.folder, version, 'model.json');
  }

  private async readCurrent(): Promise<string | undefined> {
    try {
      return (await readFile(join(this.folder, 'current'), 'utf8')).trim();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
  }
}
