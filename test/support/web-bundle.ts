import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';

/** Where `npm run build` leaves the page. */
export const WEB_BUILD = join(__dirname, '../../apps/web/dist');

/** How many bytes a file has: as it is, and as a browser gets it that takes gzip or Brotli. */
export interface FileSizes {
  readonly raw: number;
  readonly gzip: number;
  readonly brotli: number;
}

/** One file of the built page. */
export interface BundleFile extends FileSizes {
  /** Its path below the page's address. */
  readonly path: string;
  readonly kind: 'page' | 'script' | 'style' | 'other';
  /** What it begins with: the page, a package, or our file. */
  readonly origin: string;
  /** Whether every visit loads it, whatever the visitor does. */
  readonly firstLoad: boolean;
}

/** A file in Vite's manifest (vite.dev, "Backend Integration"). */
interface ManifestChunk {
  readonly file: string;
  readonly src?: string;
  readonly isEntry?: boolean;
  readonly imports?: readonly string[];
  readonly css?: readonly string[];
}

type Manifest = Readonly<Record<string, ManifestChunk>>;

/**
 * The files of the built page.
 * @param build the folder of the build
 * @throws Error where there is none
 */
export function readBundle(build: string): readonly BundleFile[] {
  const manifestFile = join(build, '.vite/manifest.json');
  if (!existsSync(manifestFile)) throw new Error(`There is no built page in ${build}; run npm run build before.`);
  const manifest = JSON.parse(readFileSync(manifestFile, 'utf8')) as Manifest;
  const first = new Set(['index.html', ...Object.values(manifest).flatMap((chunk) => loadedWith(chunk, manifest))]);
  return readdirSync(build, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/^\.|\.(?:br|gz)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(build.length + 1))
    .filter((path) => !path.startsWith('.'))
    .map((path) => ({
      path,
      kind: kindOf(path),
      origin: originOf(path, manifest),
      firstLoad: first.has(path),
      ...sizesOf(join(build, path)),
    }));
}

/** The files that come with an entry, directly or through others; none for a chunk that is loaded later. */
function loadedWith(entry: ManifestChunk, manifest: Manifest): readonly string[] {
  if (!entry.isEntry) return [];
  const chunks = new Set([entry]);
  for (const chunk of chunks) {
    for (const name of chunk.imports ?? []) {
      const imported = manifest[name];
      if (imported) chunks.add(imported);
    }
  }
  return [...chunks].flatMap(({ file, css = [] }) => [file, ...css]);
}

function kindOf(path: string): BundleFile['kind'] {
  const kinds = new Map<string, BundleFile['kind']>([
    ['.html', 'page'],
    ['.js', 'script'],
    ['.css', 'style'],
  ]);
  return kinds.get(extname(path)) ?? 'other';
}

function originOf(path: string, manifest: Manifest): string {
  const chunk = Object.values(manifest).find(({ file }) => file === path);
  const source = chunk?.src ?? path;
  return packageOf(source) ?? source;
}

/** The package that a source file belongs to; undefined for our own files. */
export function packageOf(source: string): string | undefined {
  return /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(source)?.[1];
}

function sizesOf(file: string): FileSizes {
  const raw = statSync(file).size;
  const compressed = (ending: string): number => (existsSync(file + ending) ? statSync(file + ending).size : raw);
  return { raw, gzip: compressed('.gz'), brotli: compressed('.br') };
}
