import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Pattern {
  readonly kept: boolean;
  readonly matches: RegExp;
}

/** `*` and `?` stay within a folder, `**` does not; what matches a folder matches everything in it. */
function toPattern(line: string): Pattern {
  const kept = line.startsWith('!');
  const glob = (kept ? line.slice(1) : line).replace(/^\/|\/$/g, '');
  const source = glob
    .split('/')
    .map((part) => {
      if (part === '**') return '(?:.+/)?';
      const escaped = part.replace(/[.+^${}()|[\]\\]/g, '\\$&');
      return `${escaped.replaceAll('*', '[^/]*').replaceAll('?', '[^/]')}/`;
    })
    .join('')
    .replace(/\/$/, '');
  return { kept, matches: new RegExp(`^${source}(?:/|$)`) };
}

/** What of a folder `docker build` sends to the engine, by the rules of its .dockerignore: the last line that matches decides. */
export class BuildContext {
  private readonly patterns: readonly Pattern[];

  /** @param ignore text of the .dockerignore */
  constructor(
    readonly root: string,
    ignore: string,
  ) {
    const lines = ignore.split('\n').map((line) => line.trim());
    this.patterns = lines.filter((line) => line !== '' && !line.startsWith('#')).map(toPattern);
  }

  /** The context of a folder with a .dockerignore. */
  static of(root: string): BuildContext {
    return new BuildContext(root, readFileSync(join(root, '.dockerignore'), 'utf8'));
  }

  /** Whether a path, relative to the root, is left out. */
  ignores(path: string): boolean {
    return this.patterns.findLast(({ matches }) => matches.test(path))?.kept === false;
  }

  /** Whether a COPY finds a path: it is there, and it or something in it is not left out. */
  has(path: string): boolean {
    if (!existsSync(join(this.root, path))) return false;
    return !this.ignores(path) || this.patterns.some(({ kept, matches }) => kept && matches.test(path));
  }
}
