import { fileURLToPath } from 'node:url';
import preact from '@preact/preset-vite';
import { defineConfig } from 'vite';
import { compressedAssets } from './configuration/compressed-assets.ts';
import { servedSecurityHeaders } from './configuration/served-security-headers.ts';
import { sourceAliases } from './configuration/source-aliases.ts';
import { readWebEnvironment } from './configuration/web-environment.ts';

const environment = readWebEnvironment(process.env);

const listening = {
  host: environment.WEB_HOST,
  port: environment.WEB_PORT,
  strictPort: true,
  proxy: {
    '/api': { target: environment.API_URL, changeOrigin: true, xfwd: true },
    // The administrator's socket.
    '/socket.io': { target: environment.API_URL, changeOrigin: true, xfwd: true, ws: true },
  },
};

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [preact(), compressedAssets(), servedSecurityHeaders(environment.WEB_CONNECT_SOURCES)],
  resolve: { alias: sourceAliases() },
  worker: { format: 'es' },
  build: { outDir: 'dist', emptyOutDir: true, manifest: true, target: 'es2022' },
  server: listening,
  preview: listening,
});
