import { createServer } from 'node:http';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { basename, dirname, join } from 'node:path';

const requireFromHere = createRequire(__filename);

/**
 * The folder of @vladmandic/human; its package.json lets nobody resolve its builds by name.
 * @throws Error that says how to install it
 */
export function humanFolder(): string {
  const paths = requireFromHere.resolve.paths('@vladmandic/human') ?? [];
  const folder = paths.map((path) => join(path, '@vladmandic/human')).find((path) => existsSync(join(path, 'dist')));
  if (!folder) {
    throw new Error('@vladmandic/human is not installed: run "npm ci" with development dependencies.');
  }
  return folder;
}

/** The folder of the WebAssembly binaries, with a slash at its end, as tfjs wants it. */
export function wasmBinaries(): string {
  return `${dirname(requireFromHere.resolve('@tensorflow/tfjs-backend-wasm'))}/`;
}

/**
 * Serves the models of a folder on the loopback interface: without tfjs-node, Human loads them over HTTP only.
 * @returns the address to put before a file's name, and what ends the server
 */
export async function serveModels(folder: string): Promise<{ readonly address: string; readonly close: () => void }> {
  const server = createServer((request, response) => {
    readFile(join(folder, basename(request.url ?? ''))).then(
      (file) => response.end(file),
      () => response.writeHead(404).end(),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { address: `http://127.0.0.1:${port}/`, close: () => server.close() };
}
