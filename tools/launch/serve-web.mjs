import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';

// The part `web`: Vite's own server over the built page, as a child of `npm start`. Ends on SIGTERM and with its parent.

/** How long the server may take to close, ms. */
const CLOSE_DEADLINE = 3000;

/**
 * @param {'info' | 'error'} level how grave
 * @param {string} event what happened, as `subject.verb`
 * @param {Record<string, unknown>} [fields] more about it
 */
function log(level, event, fields = {}) {
  process.stdout.write(`${JSON.stringify({ level, time: Date.now(), app: 'web', ...fields, event })}\n`);
}

/** @type {import('vite').PreviewServer | undefined} */
let server;
let ending = false;

/** @param {string} reason why it ends */
async function end(reason) {
  if (ending) return;
  ending = true;
  log('info', 'service.closing', { reason });
  setTimeout(() => process.exit(1), CLOSE_DEADLINE).unref();
  await server?.close();
  process.exit(0);
}

process.once('SIGINT', () => void end('SIGINT'));
process.once('SIGTERM', () => void end('SIGTERM'));
process.once('disconnect', () => void end('parent process gone'));

try {
  const web = fileURLToPath(new URL('../../apps/web/', import.meta.url));
  // Vite is a dependency of apps/web, so it is found from there.
  const vite = createRequire(new URL('package.json', pathToFileURL(web))).resolve('vite');
  const { preview } = /** @type {typeof import('vite')} */ (await import(pathToFileURL(vite).href));
  process.chdir(web);
  server = await preview({ root: web, preview: { strictPort: true }, clearScreen: false });
  log('info', 'service.started', { url: server.resolvedUrls?.local[0] });
} catch (error) {
  log('error', 'service.start-failed', { message: error instanceof Error ? error.message : String(error) });
  process.exit(1);
}
