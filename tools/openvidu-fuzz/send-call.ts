import { request } from 'node:http';
import type { HostileCall } from './hostile-calls';

/** How long an answer may take, ms. */
const DEADLINE = 15_000;

/**
 * Sends one call over a connection of its own: on one that is used again, an earlier call may have been its end.
 * @returns the status, or the name of the failure
 */
export function sendCall(url: string, { method, path, headers, body }: HostileCall): Promise<string> {
  return new Promise((resolve) => {
    try {
      const { hostname, port } = new URL(url);
      const options = { hostname, port, method, path, headers, agent: false, timeout: DEADLINE };
      const sent = request(options, (response) => {
        response.resume();
        response.on('close', () => resolve(`status ${response.statusCode ?? 0}`));
      });
      sent.on('timeout', () => {
        resolve('no answer');
        sent.destroy();
      });
      sent.on('error', (error: NodeJS.ErrnoException) => resolve(`failure ${error.code ?? error.message}`));
      sent.end(body);
    } catch (error) {
      resolve(`not sent ${error instanceof TypeError ? 'TypeError' : String(error)}`);
    }
  });
}
