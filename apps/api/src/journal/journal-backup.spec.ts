import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PostgresServer, postgresProgram } from '../testing/postgres-server.spec-support';
import { silentLogger } from '../testing/silent-logger.spec-support';
import type { Journal } from './journal';
import { PostgresJournal } from './postgres-journal';

const bite = { kind: 'bite', beganAt: 1, contactAt: 2, endedAt: 3, confidence: 0.5 } as const;

/** An embedded PostgreSQL takes some seconds of processor time to make. */
jest.setTimeout(120_000);

async function fill(journal: Journal): Promise<void> {
  const [source, mealId, model] = ['w', 'm', 'motion@1'];
  const entries = ['p', 'q', 'gone'].flatMap((participantId, index) =>
    Array.from({ length: 50 }, (_, n) => ({
      ...{ source, sequence: 100 * index + n + 1, mealId, participantId, model },
      events: [{ ...bite, beganAt: n }],
    })),
  );
  await journal.record(entries);
  await journal.attend([
    { kind: 'session began', sessionId: mealId, at: 1000 },
    { kind: 'participant joined', sessionId: mealId, participantId: 'p', connectionId: 'c', at: 1500 },
    { kind: 'session ended', sessionId: mealId, at: 2000 },
  ]);
  await journal.decide({ kind: 'ended', mealId });
  await journal.forget(mealId, 'gone');
}

async function everythingIn(journal: Journal): Promise<unknown> {
  const ofParticipants = ['p', 'q', 'gone'].map(async (id) => [
    await journal.participant('m', id),
    await journal.history('m', id),
  ]);
  return { participants: await Promise.all(ofParticipants), decisions: await journal.decisionsOf('m') };
}

describe('a backup of the journal', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'backup-'));
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  it('of a server is restored into an empty database', async () => {
    const server = await PostgresServer.start();
    const emptyUrl = await server.createDatabase('restored');
    const journal = PostgresJournal.open(server.url, silentLogger);
    await fill(journal);
    const before = await everythingIn(journal);
    const file = join(folder, 'journal.dump');
    execFileSync(postgresProgram('pg_dump'), ['--format=custom', `--file=${file}`, server.url]);
    execFileSync(postgresProgram('pg_restore'), ['--exit-on-error', '--no-owner', `--dbname=${emptyUrl}`, file]);
    const restored = PostgresJournal.open(emptyUrl, silentLogger);
    expect(await everythingIn(restored)).toEqual(before);
    await fill(restored);
    expect(await everythingIn(restored)).toEqual(before);
    await journal.close();
    await restored.close();
    await server.close();
  });

  it('of a folder is a copy of it, made while the api is stopped', async () => {
    const [original, copy] = [join(folder, 'original'), join(folder, 'copy')];
    const journal = await PostgresJournal.openEmbedded(original, silentLogger);
    await fill(journal);
    const before = await everythingIn(journal);
    await journal.close();
    expect(statSync(original).mode & 0o777).toBe(0o700);
    await expect(journal.participant('m', 'p')).rejects.toMatchObject({ code: 'not_ready' });
    cpSync(original, copy, { recursive: true });
    const restored = await PostgresJournal.openEmbedded(copy, silentLogger);
    expect(await everythingIn(restored)).toEqual(before);
    await restored.close();
  });
});
