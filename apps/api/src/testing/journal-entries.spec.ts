import { PostgresJournal } from '../journal/postgres-journal';
import { readJournalEntries } from './journal-entries.spec-support';
import { PostgresServer } from './postgres-server.spec-support';
import { silentLogger } from './silent-logger.spec-support';

describe('readJournalEntries()', () => {
  it('reads what the journal recorded, as it was given', async () => {
    const server = await PostgresServer.start();
    const journal = PostgresJournal.open(server.url, silentLogger);
    try {
      const event = { kind: 'bite', beganAt: 1, contactAt: 2, endedAt: 3, confidence: 0.5 } as const;
      const entry = { source: 'w', sequence: 7, mealId: 'm', participantId: 'p', model: 'scripted@1', events: [event] };
      await journal.record([entry]);
      expect(await readJournalEntries(server.url)).toEqual([entry]);
    } finally {
      await journal.close();
      await server.close();
    }
  });
});
