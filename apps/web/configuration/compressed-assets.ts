import { access, readdir, readFile, writeFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';
import { acceptedForms, COMPRESSED_FORMS, type CompressedForm } from './accepted-encoding.ts';

/** What becomes smaller; pictures and model weights do not. */
const COMPRESSIBLE = /\.(?:js|css|html|svg|json|wasm)$/;

/** A file below this size fits into one packet anyway, bytes. */
const WORTH_IT = 1024;

/** A path that the build could have made: no other can lead out of its folder. */
const PATH = /^(?:\/[\w-][\w.-]*)+$/;

/** The folder of files that have a hash of their content in their name. */
const HASHED = '/assets/';

const COMPRESS: Readonly<Record<CompressedForm['encoding'], (content: Buffer) => Buffer>> = {
  br: (content) => brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: content.length } }),
  gzip: (content) => gzipSync(content, { level: 9 }),
};

/**
 * Lays a `.br` and a `.gz` beside every built file, as small as they get, and lets `vite preview` send these. What has a
 * hash in its name is kept by browsers for good; everything else they ask for again, as Vite says by itself. Any other
 * server can send the same files (nginx: `gzip_static`, `brotli_static`).
 */
export function compressedAssets(): Plugin {
  return {
    name: 'bapsang:compressed-assets',
    async writeBundle({ dir }) {
      if (dir) await compressFiles(dir);
    },
    configurePreviewServer({ config, middlewares }) {
      const folder = join(config.root, config.build.outDir);
      middlewares.use((request: IncomingMessage, response: ServerResponse, next: () => void) => {
        void chooseForm(folder, request, response).finally(next);
      });
    },
  };
}

async function compressFiles(folder: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const entry of entries.filter(({ name }) => COMPRESSIBLE.test(name))) {
    const path = join(entry.parentPath, entry.name);
    const content = await readFile(path);
    if (content.length < WORTH_IT) continue;
    for (const { encoding, ending } of COMPRESSED_FORMS) await writeFile(path + ending, COMPRESS[encoding](content));
  }
}

/** Vite's file server, which comes next, knows what `.br` and `.gz` mean and keeps the headers that it finds. */
async function chooseForm(folder: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const [path = ''] = (request.url ?? '').split('?');
  if (!PATH.test(path) || !(await isThere(join(folder, path)))) return;
  if (path.startsWith(HASHED)) response.setHeader('Cache-Control', 'public, max-age=31536000, immutable');
  if (!COMPRESSIBLE.test(path)) return;
  response.appendHeader('Vary', 'Accept-Encoding');
  for (const { ending } of acceptedForms(request.headers['accept-encoding'])) {
    if (!(await isThere(join(folder, path + ending)))) continue;
    request.url = path + ending;
    return;
  }
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
