import { setTimeout as sleep } from 'node:timers/promises';
import { eventuallyTrue } from '../../test/support/eventually';
import { listSessions, readMetrics } from './deployment-state';
import type { Participant } from './participant';
import { countUdpSockets } from './proc-files';
import type { ServerProcess } from './server-process';

/** What a deployment has open while nobody is there. */
export interface Footprint {
  readonly udpSockets: number;
  readonly sessions: number;
  /** By the names of `GET /metrics`. */
  readonly metrics: Readonly<Record<string, number>>;
  /** What keeps the event loop alive, by Node's names. */
  readonly resources: Readonly<Record<string, number>>;
}

/** The figures that count what is open. */
const GAUGES = [
  'openvidu_sessions',
  'openvidu_streams',
  'openvidu_subscriptions',
  'openvidu_websockets',
  'openvidu_media_peer_connections',
];

/** How long the last things may take to close, ms: Node keeps idle HTTP connections for 5 s. */
const SETTLE = 20_000;

const LOOK_INTERVAL = 1_000;

/** What the deployment has open now. */
export async function footprintOf(server: ServerProcess): Promise<Footprint> {
  const metrics = await readMetrics(server.url);
  const sessions = await listSessions(server.url);
  return {
    udpSockets: countUdpSockets(server.pid),
    sessions: sessions.length,
    metrics: Object.fromEntries(GAUGES.map((name) => [name, metrics.get(name) ?? NaN])),
    resources: Object.fromEntries(await server.resources()),
  };
}

/** What a deployment has open beyond what it had while nobody was there, in words; empty when nothing is. */
export function leftOvers(before: Footprint, after: Footprint): string[] {
  const left: string[] = [];
  const compare = (what: string, was: number, is: number): void => {
    if (is > was || Number.isNaN(is)) left.push(`${what}: ${was} before, ${is} after`);
  };
  compare('UDP sockets', before.udpSockets, after.udpSockets);
  compare('sessions', before.sessions, after.sessions);
  for (const name of GAUGES) compare(name, before.metrics[name] ?? NaN, after.metrics[name] ?? NaN);
  for (const [name, count] of Object.entries(after.resources)) compare(name, before.resources[name] ?? 0, count);
  return left;
}

/**
 * Lets everybody leave, one after the other.
 * @returns what went wrong, in words; empty when the deployment followed each of them
 */
export async function leaveInOrder(participants: readonly Participant[], url: string): Promise<string[]> {
  const faults: string[] = [];
  for (const [index, participant] of participants.entries()) {
    const remaining = participants.length - index - 1;
    try {
      await participant.leave();
      await eventuallyTrue(`${remaining} remaining participants`, async () => {
        const sessions = await listSessions(url);
        return remaining === 0 ? sessions.length === 0 : sessions[0]?.joined === remaining;
      });
    } catch (error) {
      faults.push(`${participant.name} did not leave cleanly: ${String(error)}`);
    }
  }
  return faults;
}

/** Waits until nothing is left over, or long enough; returns the last footprint. */
export async function settle(before: Footprint, server: ServerProcess): Promise<Footprint> {
  const end = Date.now() + SETTLE;
  for (;;) {
    const after = await footprintOf(server);
    if (leftOvers(before, after).length === 0 || Date.now() > end) return after;
    await sleep(LOOK_INTERVAL);
  }
}
