import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { sourceAliases } from '../configuration/source-aliases.ts';

// Builds the page on which recognition on the device is compared with the ai-worker and measured.
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  resolve: { alias: [...sourceAliases()] },
  worker: { format: 'es' },
  build: { emptyOutDir: true, target: 'es2022' },
  logLevel: 'warn',
});
