import type { SeatedParticipant } from '@bapsang/shared';

/** Who came to and who left the table between two looks at it. */
export interface LobbyNews {
  readonly arrived: readonly string[];
  readonly departed: readonly string[];
}

/**
 * Compares two looks at the table by the names. Two people of the same name are two.
 * @returns undefined where nothing changed
 */
export function compareSeated(
  before: readonly SeatedParticipant[],
  now: readonly SeatedParticipant[],
): LobbyNews | undefined {
  const arrived = namesBeyond(now, before);
  const departed = namesBeyond(before, now);
  return arrived.length + departed.length > 0 ? { arrived, departed } : undefined;
}

function namesBeyond(some: readonly SeatedParticipant[], others: readonly SeatedParticipant[]): readonly string[] {
  const left = others.map(({ displayName }) => displayName);
  return some
    .map(({ displayName }) => displayName)
    .filter((name) => {
      const place = left.indexOf(name);
      if (place >= 0) left.splice(place, 1);
      return place < 0;
    });
}
