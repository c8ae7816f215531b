import type { ServerResponse } from 'node:http';
import type { Plugin } from 'vite';
import { securityHeaders } from './security-headers.ts';

/**
 * Has `vite preview` send the security headers with everything; what the api answers keeps its own.
 * @param connectSources see `WEB_CONNECT_SOURCES`
 */
export function servedSecurityHeaders(connectSources: readonly string[]): Plugin {
  const headers = Object.entries(securityHeaders({ connectSources, tls: false }));
  return {
    name: 'bapsang:security-headers',
    configurePreviewServer({ middlewares }) {
      middlewares.use((_request: unknown, response: ServerResponse, next: () => void) => {
        for (const [name, value] of headers) response.setHeader(name, value);
        next();
      });
    },
  };
}
