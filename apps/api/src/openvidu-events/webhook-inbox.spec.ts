import { ApplicationError } from '@bapsang/shared';
import { MealKeys } from '../keys/meal-keys';
import { MemorySharedState } from '../state/memory-shared-state';
import type { Change, StateAddress } from '../state/shared-state';
import { eventually } from '../testing/eventually.spec-support';
import { RecordingLogger, testEnvironment } from '../testing/running-api.spec-support';
import { StandingClock } from '../testing/standing-clock.spec-support';
import { KnownSessions } from './known-sessions';
import { SessionChronicle } from './session-chronicle';
import { INBOX_MAX, WebhookInbox } from './webhook-inbox';

/** A state that can be away. */
class UnreliableState extends MemorySharedState {
  isAway = false;

  override async update<T>(address: StateAddress, change: Change<T>): Promise<T | undefined> {
    if (this.isAway) throw new ApplicationError('not_ready', 'Away.');
    return super.update(address, change);
  }
}

describe('WebhookInbox', () => {
  const clock = new StandingClock();
  const mealKeys = new MealKeys(testEnvironment());
  let state: UnreliableState;
  let logger: RecordingLogger;
  let told: string[];
  let inbox: WebhookInbox;

  beforeEach(() => {
    state = new UnreliableState(clock);
    logger = new RecordingLogger();
    told = [];
    const tell = { tell: ({ sessionId = '' }: { readonly sessionId?: string }) => void told.push(sessionId) };
    const nobody = { attend: () => Promise.resolve(), add: () => undefined };
    const known = new KnownSessions(state, mealKeys);
    inbox = new WebhookInbox(new SessionChronicle(known, tell, nobody, nobody, mealKeys, logger), clock, logger);
  });

  afterEach(() => inbox.onModuleDestroy());

  function add(sessionId: string): void {
    inbox.add({ kind: 'began', sessionId, createdAt: clock.now() });
  }

  it('takes everything in, in its order, over a time without the shared state', async () => {
    state.isAway = true;
    for (const sessionId of ['A', 'B', 'C']) add(sessionId);
    await eventually(() => logger.lines.length > 0);
    state.isAway = false;
    add('D');
    await eventually(() => told.length === 4);
    expect(told).toEqual(['A', 'B', 'C', 'D']);
    expect(logger.lines.map(({ event }) => event)).toEqual(['webhook.untaken']);
  });

  it('holds no more than it has room for, says what it dropped, and goes on', async () => {
    for (let count = 0; count < INBOX_MAX; count += 1) add('A');
    for (const sessionId of ['B', 'C']) add(sessionId);
    await eventually(() => logger.lines.length === 2);
    expect(logger.lines.map(({ event, fields }) => [event, fields])).toEqual([
      ['webhook.inbox-full', { waiting: INBOX_MAX }],
      ['webhook.dropped', { events: 2 }],
    ]);
    add('D');
    await eventually(() => told.length === 2);
    expect(told).toEqual(['A', 'D']);
  });

  it('takes nothing in any more once the api closes, and does not wait for what cannot be reached', async () => {
    state.isAway = true;
    add('A');
    await eventually(() => logger.lines.length > 0);
    await inbox.onModuleDestroy();
    state.isAway = false;
    add('B');
    await Promise.resolve();
    expect(told).toEqual([]);
  });
});
