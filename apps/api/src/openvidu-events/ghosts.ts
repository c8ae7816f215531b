import { readParticipantIdentity, readScreenIdentity } from '@bapsang/shared';
import { screensOf, seatsOf } from '../meals/table-connections';
import type { OpenViduConnection, OpenViduSession } from '../openvidu/openvidu-session';

/** Why a connection is one too many. */
export type GhostReason =
  /** Its participant is on a newer connection. */
  | 'superseded'
  /** Nobody has used its token. */
  | 'unused'
  /** It carries the screen of somebody who has no seat any more. */
  | 'screen without owner';

/** How long a connection has to look like a ghost before it is removed, ms. */
export const GHOST_GRACE: Readonly<Record<GhostReason, number>> = {
  // OpenVidu itself ends the connection of a browser that is gone within a minute.
  superseded: 60_000,
  // A page uses its token within seconds; it may have lost its network meanwhile.
  unused: 10 * 60_000,
  // Who has lost the network comes back to their screen.
  'screen without owner': 60_000,
};

/** A connection that looked like a ghost whenever it was looked at since. */
export interface Suspect {
  readonly reason: GhostReason;
  /** The newer connection of a superseded one: another one begins a suspicion of its own. */
  readonly by?: string | undefined;
  /** ms since the epoch. */
  readonly since: number;
}

/** Suspects by session and connection. Plain JSON. */
export type Suspects = Readonly<Record<string, Suspect>>;

/** A connection to remove. */
export interface Ghost {
  readonly sessionId: string;
  readonly connectionId: string;
  /** Whose it is. */
  readonly participantId: string;
  readonly reason: GhostReason;
}

/** What is to be removed now, and whom else to suspect further: of several that decide only one is to remove a ghost. */
export interface GhostDecision {
  readonly ghosts: readonly Ghost[];
  readonly suspects: Suspects;
}

/**
 * Decides which connections of meals live no more. How old they are is told by the clock of the api alone, from when on they
 * looked so, because OpenVidu's clock may be another: its times only say which of two connections is newer. Connections that this
 * api did not make are never suspected.
 * @param sessions the meals that OpenVidu has
 * @param suspects what was decided when they were looked at before
 * @param now ms since the epoch
 */
export function findGhosts(sessions: readonly OpenViduSession[], suspects: Suspects, now: number): GhostDecision {
  const ghosts: Ghost[] = [];
  const next: Record<string, Suspect> = {};
  for (const { sessionId, connections } of sessions) {
    for (const connection of connections) {
      const suspicion = suspicionOf(connection, connections);
      if (!suspicion) continue;
      const { reason, by, participantId } = suspicion;
      const { connectionId } = connection;
      const key = `${sessionId} ${connectionId}`;
      const before = suspects[key];
      const isSame = before?.reason === reason && before.by === by;
      // A clock that was set back makes nobody older.
      const since = isSame ? Math.min(before.since, now) : now;
      if (now - since >= GHOST_GRACE[reason]) ghosts.push({ sessionId, connectionId, participantId, reason });
      else next[key] = { reason, since, ...(by !== undefined && { by }) };
    }
  }
  return { ghosts, suspects: next };
}

function suspicionOf(
  connection: OpenViduConnection,
  all: readonly OpenViduConnection[],
): (Pick<Ghost, 'reason' | 'participantId'> & Pick<Suspect, 'by'>) | undefined {
  const owner = readScreenIdentity(connection.serverData)?.screenOf;
  const participantId = owner ?? readParticipantIdentity(connection.serverData)?.participantId;
  if (participantId === undefined) return undefined;
  if (!connection.active) return { reason: 'unused', participantId };
  if (owner !== undefined && seatsOf(all, owner).length === 0) return { reason: 'screen without owner', participantId };
  const alike = owner === undefined ? seatsOf(all, participantId) : screensOf(all, owner);
  // The one that has been there longest of those that are newer.
  const newer = alike
    .filter(({ active, since }) => active && since > connection.since)
    .sort((one, other) => one.since - other.since)[0];
  return newer && { reason: 'superseded', by: newer.connectionId, participantId };
}
