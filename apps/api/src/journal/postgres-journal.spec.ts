import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { inspect } from 'node:util';
import type { Logger } from '@bapsang/server';
import type { EatingEvent } from '@bapsang/shared';
import { getTableConfig } from 'drizzle-orm/pg-core';
import { Client } from 'pg';
import { eventually } from '../testing/eventually.spec-support';
import { PostgresServer } from '../testing/postgres-server.spec-support';
import { silentLogger } from '../testing/silent-logger.spec-support';
import type { JournalEntry } from './journal';
import {
  adminActs,
  forgottenParticipants,
  hostDecisions,
  journalEntries,
  meals,
  participations,
} from './journal-tables';
import { MIGRATION_LOCK } from './migrate-journal';
import { PostgresJournal } from './postgres-journal';

const bite: EatingEvent = { kind: 'bite', beganAt: 1, contactAt: 2, endedAt: 3, confidence: 0.5 };
const sip: EatingEvent = { kind: 'sip', beganAt: 4, contactAt: 5, endedAt: 6, confidence: 1 };

function seen(sequence: number, events: readonly EatingEvent[] = [bite]): JournalEntry {
  return { source: 'w1', sequence, mealId: 'm', participantId: 'p', model: 'motion@1', events };
}

describe('PostgresJournal and its database', () => {
  let server: PostgresServer;
  let url: string;
  let count = 0;
  let events: string[];
  const opened: PostgresJournal[] = [];

  beforeAll(async () => {
    server = await PostgresServer.start();
  });

  afterAll(() => server.close());

  beforeEach(async () => {
    count += 1;
    events = [];
    url = await server.createDatabase(`journal_${count}`);
  });

  afterEach(async () => {
    for (const journal of opened.splice(0)) await journal.close();
  });

  function open(database = url): PostgresJournal {
    const tell = (event: string): void => void events.push(event);
    const logger: Logger = { ...silentLogger, info: tell, warn: tell };
    const journal = PostgresJournal.open(database, logger);
    opened.push(journal);
    return journal;
  }

  async function query<Row>(text: string): Promise<Row[]> {
    const client = new Client({ connectionString: url });
    await client.connect();
    try {
      return (await client.query(text)).rows as Row[];
    } finally {
      await client.end();
    }
  }

  async function bitesIn(journal: PostgresJournal): Promise<number> {
    return (await journal.participant('m', 'p')).totals.bites;
  }

  it('makes its tables once, however many instances start at once, and again later', async () => {
    const instances = Array.from({ length: 5 }, () => open());
    await Promise.all(instances.map((journal, index) => journal.record([seen(index + 1)])));
    await expect(bitesIn(open())).resolves.toBe(5);
    await expect(query('select count(*)::int as count from drizzle.__drizzle_migrations')).resolves.toEqual([
      { count: 3 },
    ]);
    expect(new Set(events)).toEqual(new Set(['journal.connected']));
  });

  it.each([journalEntries, hostDecisions, adminActs, meals, participations, forgottenParticipants])(
    'has the tables that it asks: %#',
    async (table) => {
      await bitesIn(open());
      const { name, columns } = getTableConfig(table);
      const made = await query<{ name: string; type: string; nullable: string }>(
        `select column_name as name, data_type as type, is_nullable as nullable from information_schema.columns
       where table_schema = 'public' and table_name = '${name}'`,
      );

      const wanted = columns.map((column) => ({
        name: column.name,
        type: column.getSQLType(),
        nullable: column.notNull ? 'NO' : 'YES',
      }));
      expect(made).toHaveLength(wanted.length);
      expect(made).toEqual(expect.arrayContaining(wanted));
    },
  );

  it('keeps the events as they were seen', async () => {
    await open().record([seen(1, [bite, sip])]);
    await expect(query('select sequence, model, bites, sips, events from journal_entries')).resolves.toEqual([
      { sequence: 1, model: 'motion@1', bites: 1, sips: 1, events: [bite, sip] },
    ]);
  });

  it('records a report once where several instances record the same at once, in whatever order', async () => {
    const instances = [open(), open(), open()];
    for (let round = 0; round < 3; round += 1) {
      const entries = Array.from({ length: 1000 }, (_, index) => seen(round * 1000 + index + 1));
      const orders = [entries, [...entries].reverse()];
      await Promise.all(instances.flatMap((journal) => orders.map((order) => journal.record(order))));
    }
    for (const journal of instances) await expect(bitesIn(journal)).resolves.toBe(3000);
    await expect(query('select count(*)::int as count from journal_entries')).resolves.toEqual([{ count: 3000 }]);
  });

  it('is opened before the server is there, and refuses until it is', async () => {
    await server.stop();
    const journal = open();
    await expect(journal.record([seen(1)])).rejects.toMatchObject({ code: 'not_ready' });
    await expect(journal.decisionsOf('m')).rejects.toMatchObject({ code: 'not_ready' });
    await server.resume();
    await eventually(() =>
      journal.record([seen(1)]).then(
        () => true,
        () => false,
      ),
    );
    await expect(bitesIn(journal)).resolves.toBe(1);
    expect(events).toEqual(['journal.lost', 'journal.connected']);
  });

  it('goes on after the server was gone, with what was recorded before', async () => {
    const journal = open();
    await journal.record([seen(1)]);
    await journal.decide({ kind: 'ended', mealId: 'm' });
    await server.stop();
    await expect(journal.record([seen(2)])).rejects.toMatchObject({ code: 'not_ready' });
    await server.resume();
    await eventually(() =>
      journal.record([seen(1), seen(2)]).then(
        () => true,
        () => false,
      ),
    );
    await expect(bitesIn(journal)).resolves.toBe(2);
    await expect(journal.decisionsOf('m')).resolves.toEqual([{ kind: 'ended', mealId: 'm' }]);
    expect(events).toEqual(['journal.connected', 'journal.lost', 'journal.connected']);
  });

  it('refuses, and can be closed, where the server takes connections and says nothing', async () => {
    const sockets = new Set<Socket>();
    const silent = createServer((socket) => sockets.add(socket)).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    try {
      const journal = open(`postgres://u:p@127.0.0.1:${(silent.address() as AddressInfo).port}/d`);
      await expect(journal.participant('m', 'p')).rejects.toMatchObject({ code: 'not_ready', retryable: true });
      await expect(journal.close()).resolves.toBeUndefined();
    } finally {
      for (const socket of sockets) socket.destroy();
      silent.close();
    }
  });

  it('can be closed while another instance makes the tables', async () => {
    const other = new Client({ connectionString: url });
    await other.connect();
    try {
      await other.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
      const journal = open();
      await eventually(async () => {
        const waiting = `select 1 from pg_locks where locktype = 'advisory' and not granted`;
        return (await query(waiting)).length > 0;
      });
      await expect(journal.close()).resolves.toBeUndefined();
      await expect(journal.record([seen(1)])).rejects.toThrow();
    } finally {
      await other.end();
    }
  });

  it('never logs the password', async () => {
    const lines: unknown[] = [];
    const tell = (...line: unknown[]): void => void lines.push(line);
    const journal = PostgresJournal.open(server.urlOf('nowhere').replace('@', ':pass-word@'), {
      ...silentLogger,
      info: tell,
      warn: tell,
    });
    opened.push(journal);
    await expect(journal.record([seen(1)])).rejects.toThrow();
    expect(lines).toHaveLength(1);
    expect(inspect(lines, { depth: 9 })).toMatch(/journal\.lost.*"nowhere" does not exist/s);
    expect(inspect(lines, { depth: 9 })).not.toContain('pass-word');
  });
});
