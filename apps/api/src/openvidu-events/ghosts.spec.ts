import { writeParticipantIdentity, writeScreenIdentity } from '@bapsang/shared';
import fc from 'fast-check';
import type { OpenViduConnection } from '../openvidu/openvidu-session';
import { findGhosts, GHOST_GRACE, type Ghost, type Suspects } from './ghosts';

const MINUTE = 60_000;

/** A connection as it really is: times by the true clock, ms. */
interface TrueConnection {
  readonly connectionId: string;
  readonly owner: string | undefined;
  readonly isScreen: boolean;
  readonly createdAt: number;
  activeAt?: number;
}

/** One table at an OpenVidu whose clock is not the api's, looked at now and then. */
class Table {
  connections: TrueConnection[] = [];
  time = 0;
  suspects: Suspects = {};
  #count = 0;

  /** @param offset how far the api's clock is ahead of OpenVidu's, ms */
  constructor(readonly offset: number) {}

  add(owner: string | undefined, kind: 'seat' | 'screen', active: boolean): TrueConnection {
    this.#count += 1;
    const connection: TrueConnection = {
      ...{ connectionId: `con_${this.#count}`, owner, isScreen: kind === 'screen', createdAt: this.time },
      ...(active && { activeAt: this.time }),
    };
    this.connections.push(connection);
    return connection;
  }

  remove(connectionId: string): void {
    this.connections = this.connections.filter((one) => one.connectionId !== connectionId);
  }

  look(): readonly Ghost[] {
    const session = { sessionId: 'meal', createdAt: 0, connections: this.connections.map(toListed) };
    const { ghosts, suspects } = findGhosts([session], this.suspects, this.time + this.offset);
    // As it is kept.
    this.suspects = JSON.parse(JSON.stringify(suspects)) as Suspects;
    return ghosts;
  }

  /** Looks at intervals for a while and removes what is found. */
  watch(duration: number, interval = 20_000): Ghost[] {
    const found: Ghost[] = [];
    for (const until = this.time + duration; this.time <= until; this.time += interval) {
      for (const ghost of this.look()) {
        found.push(ghost);
        this.remove(ghost.connectionId);
      }
    }
    return found;
  }

  find(connectionId: string): TrueConnection {
    const found = this.connections.find((one) => one.connectionId === connectionId);
    if (!found) throw new Error('Only what is there is removed.');
    return found;
  }

  seatsOf(owner: string | undefined): TrueConnection[] {
    return this.connections.filter((one) => one.owner === owner && !one.isScreen);
  }
}

function toListed({ connectionId, owner, isScreen, createdAt, activeAt }: TrueConnection): OpenViduConnection {
  const serverData =
    owner === undefined
      ? 'of a tutorial'
      : isScreen
        ? writeScreenIdentity({ screenOf: owner, displayName: 'x' })
        : writeParticipantIdentity({ participantId: owner, displayName: 'x', recognition: 'none', host: false });
  const active = activeAt !== undefined;
  return { connectionId, active, role: 'PUBLISHER', serverData, since: activeAt ?? createdAt, streams: [] };
}

describe('findGhosts', () => {
  it('removes the connection of who is on a newer one, after a grace', () => {
    const table = new Table(0);
    const before = table.add('minji', 'seat', true);
    table.time += 1000;
    const after = table.add('minji', 'seat', true);
    expect(table.watch(GHOST_GRACE.superseded - 1)).toEqual([]);
    expect(table.watch(MINUTE)).toEqual([
      { sessionId: 'meal', connectionId: before.connectionId, participantId: 'minji', reason: 'superseded' },
    ]);
    expect(table.connections).toEqual([after]);
  });

  it('removes tokens that nobody uses, and screens of who is gone', () => {
    const table = new Table(0);
    const seat = table.add('minji', 'seat', true);
    const screen = table.add('minji', 'screen', true);
    const unused = table.add('alex', 'seat', false);
    expect(table.watch(GHOST_GRACE.unused + MINUTE).map(({ connectionId }) => connectionId)).toEqual([
      unused.connectionId,
    ]);
    table.remove(seat.connectionId);
    expect(table.watch(2 * MINUTE)).toMatchObject([
      { connectionId: screen.connectionId, reason: 'screen without owner' },
    ]);
  });

  it('begins anew where the newer connection is another one than before', () => {
    const table = new Table(0);
    const before = table.add('minji', 'seat', true);
    table.time += 1000;
    const short = table.add('minji', 'seat', true);
    table.look();
    table.remove(short.connectionId);
    table.time += 10 * MINUTE;
    table.add('minji', 'seat', true);
    expect(table.look()).toEqual([]);
    expect(table.watch(2 * MINUTE)).toMatchObject([{ connectionId: before.connectionId }]);
  });

  it('gives a ghost to be removed to one of two that decide at once', () => {
    const table = new Table(0);
    table.add('minji', 'seat', true);
    table.time += 1000;
    table.add('minji', 'seat', true);
    table.look();
    table.time += 2 * MINUTE;
    expect([table.look().length, table.look().length]).toEqual([1, 0]);
  });

  it('never removes what lives, whatever happens, however far the clocks are apart, and however seldom it looks', () => {
    const owner = fc.constantFrom('minji', 'alex', undefined);
    const step = fc.oneof(
      fc.record({
        kind: fc.constant('add' as const),
        owner,
        what: fc.constantFrom('seat' as const, 'screen' as const),
        active: fc.boolean(),
      }),
      fc.record({ kind: fc.constant('activate' as const), index: fc.nat(20) }),
      fc.record({ kind: fc.constant('remove' as const), index: fc.nat(20) }),
      fc.record({ kind: fc.constant('look' as const), after: fc.constantFrom(1000, 30_000, 70_000, 11 * MINUTE) }),
    );
    const offset = fc.constantFrom(0, -1000 * MINUTE, 1000 * MINUTE);
    let removed = 0;
    fc.assert(
      fc.property(offset, fc.array(step, { maxLength: 60 }), (clocksApart, steps) => {
        const table = new Table(clocksApart);
        for (const one of steps) {
          table.time += 1;
          const chosen = 'index' in one && table.connections[one.index % table.connections.length];
          if (one.kind === 'add') table.add(one.owner, one.what, one.active);
          else if (one.kind === 'activate' && chosen) chosen.activeAt ??= table.time;
          else if (one.kind === 'remove' && chosen) table.remove(chosen.connectionId);
          else if (one.kind === 'look') {
            table.time += one.after;
            const found = table.look();
            removed += found.length;
            expectDead(table, found);
            for (const { connectionId } of found) table.remove(connectionId);
          }
        }
      }),
      { numRuns: 500 },
    );
    expect(removed).toBeGreaterThan(0);
  });

  function expectDead(table: Table, ghosts: readonly Ghost[]): void {
    for (const { connectionId, reason } of ghosts) {
      const { owner, isScreen, createdAt, activeAt } = table.find(connectionId);
      expect(owner).toBeDefined();
      if (reason === 'unused') {
        expect([activeAt, table.time - createdAt >= GHOST_GRACE.unused]).toEqual([undefined, true]);
      } else if (reason === 'screen without owner') {
        expect([isScreen, table.seatsOf(owner)]).toEqual([true, []]);
      } else {
        const newer = table.connections.filter(
          (other) =>
            other.owner === owner &&
            other.isScreen === isScreen &&
            (other.activeAt ?? 0) > (activeAt ?? Infinity) &&
            table.time - (other.activeAt ?? table.time) >= GHOST_GRACE.superseded,
        );
        const newest = newer.sort((one, other) => (other.activeAt ?? 0) - (one.activeAt ?? 0))[0];
        expect(newest).toBeDefined();
        expect(ghosts.map((ghost) => ghost.connectionId)).not.toContain(newest?.connectionId);
      }
    }
  }
});
