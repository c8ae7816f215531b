import type { AdminEvent } from '@bapsang/shared';
import { writeParticipantIdentity } from '@bapsang/shared';
import type { SessionEvent } from '../journal/session-event';
import { MealKeys } from '../keys/meal-keys';
import { OpenViduDeployment } from '../openvidu/openvidu-deployment';
import type { SharedState } from '../state/shared-state';
import { eventually } from '../testing/eventually.spec-support';
import { OpenViduServer } from '../testing/openvidu-server.spec-support';
import { RecordingLogger, testEnvironment } from '../testing/running-api.spec-support';
import { SharedRedis } from '../testing/shared-redis.spec-support';
import { StandingClock } from '../testing/standing-clock.spec-support';
import { GHOST_GRACE } from './ghosts';
import { KnownSessions } from './known-sessions';
import type { Departure } from './left-participants';
import { Reconciliation } from './reconciliation';
import { SessionChronicle } from './session-chronicle';
import type { SessionNews } from './session-news';
import { WebhookInbox } from './webhook-inbox';

const CREATED_AT = 1_700_000_000_000;

/** What all instances told, as whoever is told hears it. */
class Listeners {
  readonly recent: Omit<AdminEvent, 'id' | 'at'>[] = [];
  readonly journal: SessionEvent[] = [];
  readonly left: Departure[] = [];
  /** Whether the journal takes nothing. */
  isJournalAway = false;

  tell(event: Omit<AdminEvent, 'id' | 'at'>): void {
    this.recent.push(event);
  }

  attend(events: readonly SessionEvent[]): Promise<void> {
    if (this.isJournalAway) return Promise.reject(new Error('The api closed.'));
    this.journal.push(...events);
    return Promise.resolve();
  }

  add(_: unknown, departure: Departure): void {
    this.left.push(departure);
  }

  get kinds(): string[] {
    return this.recent.map(({ kind }) => kind).sort();
  }
}

const environment = testEnvironment();
const mealKeys = new MealKeys(environment);

describe('reconciliation of two instances of the api over one Redis', () => {
  let redis: SharedRedis;
  let states: readonly [SharedState, SharedState];
  let openvidu: OpenViduServer;
  let clock: StandingClock;
  let listeners: Listeners;
  let mealId: string;
  let one: Instance;
  let other: Instance;

  /** What one instance of the api has for it. */
  interface Instance {
    readonly chronicle: SessionChronicle;
    readonly inbox: WebhookInbox;
    readonly reconciliation: Reconciliation;
    readonly logger: RecordingLogger;
  }

  function open(state: SharedState): Instance {
    const logger = new RecordingLogger();
    const deployment = new OpenViduDeployment(testEnvironment({ OPENVIDU_URL: openvidu.url }));
    const known = new KnownSessions(state, mealKeys);
    const chronicle = new SessionChronicle(known, listeners, listeners, listeners, mealKeys, logger);
    const inbox = new WebhookInbox(chronicle, clock, logger);
    const reconciliation = new Reconciliation(
      environment,
      deployment,
      known,
      chronicle,
      listeners,
      mealKeys,
      state,
      clock,
      logger,
    );
    return { chronicle, inbox, reconciliation, logger };
  }

  beforeAll(async () => {
    redis = await SharedRedis.start();
    states = [await redis.open(), await redis.open()];
  });

  afterAll(() => redis.close());

  beforeEach(async () => {
    await redis.restart();
    openvidu = await OpenViduServer.start();
    clock = new StandingClock(CREATED_AT + 1000);
    listeners = new Listeners();
    mealId = mealKeys.newMealId();
    [one, other] = [open(states[0]), open(states[1])];
  });

  afterEach(async () => {
    await Promise.all([one, other].map(({ inbox }) => inbox.onModuleDestroy()));
    await openvidu.close();
  });

  /** Seats somebody at OpenVidu, of which no webhook tells. */
  async function seat(participantId: string, since = CREATED_AT + 500): Promise<string> {
    const deployment = new OpenViduDeployment(testEnvironment({ OPENVIDU_URL: openvidu.url }));
    const data = writeParticipantIdentity({ participantId, displayName: 'x', recognition: 'none', host: false });
    const { connectionId } = await deployment.joinSession({ customSessionId: mealId }, { data });
    openvidu.activate(connectionId, since);
    return connectionId;
  }

  /** Both compare; whoever had the lease gave it back long ago. */
  async function reconcile(): Promise<void> {
    clock.time += environment.RECONCILE_INTERVAL;
    await Promise.all([one, other].map(({ reconciliation }) => reconciliation.run()));
  }

  function joined(connectionId: string, participantId: string): SessionNews {
    const stay = { connectionId, participantId, joinedAt: CREATED_AT + 500 };
    return { kind: 'joined', sessionId: mealId, createdAt: CREATED_AT, stay };
  }

  it('tells once what no webhook told, by whichever', async () => {
    const connectionId = await seat('minji');
    await reconcile();
    await reconcile();
    expect(listeners.kinds).toEqual(['participant joined', 'session began']);
    openvidu.sessions.clear();
    await reconcile();
    await reconcile();
    expect(listeners.recent.slice(2)).toEqual([
      {
        ...{ kind: 'participant left', sessionId: mealId, participantId: 'minji', connectionId },
        ...{ at: clock.time - environment.RECONCILE_INTERVAL, reason: 'reconciled' },
      },
      expect.objectContaining({ kind: 'session ended', reason: 'reconciled' }),
    ]);
    expect(listeners.journal.map(({ kind }) => kind).sort()).toEqual(listeners.kinds);
    expect(listeners.left).toMatchObject([{ participantId: 'minji', connectionId, reason: 'reconciled' }]);
  });

  it('tells once what webhooks tell to both, and what reconciliation finds too', async () => {
    const connectionIds = await Promise.all(['minji', 'alex', 'seo'].map((participantId) => seat(participantId)));
    for (const { inbox } of [one, other, one]) for (const id of connectionIds) inbox.add(joined(id, `par ${id}`));
    await reconcile();
    await eventually(() => listeners.recent.length >= 4);
    await reconcile();
    expect(listeners.kinds).toEqual([
      'participant joined',
      'participant joined',
      'participant joined',
      'session began',
    ]);
    // Whoever reconciles may hand over what another one is just handing over: the journal takes each once.
    expect(new Set(listeners.journal.map((event) => JSON.stringify(event))).size).toBe(4);
  });

  it('hands to the journal what an instance died over', async () => {
    listeners.isJournalAway = true;
    await one.chronicle.take(joined('con_x', 'minji'));
    await eventually(() => one.logger.lines.some(({ event }) => event === 'session-events.unwritten'));
    listeners.isJournalAway = false;
    await seat('minji');
    await other.reconciliation.run();
    await eventually(() =>
      listeners.journal.some((event) => 'connectionId' in event && event.connectionId === 'con_x'),
    );
    await other.chronicle.beforeApplicationShutdown();
    const before = listeners.journal.length;
    await reconcile();
    expect(listeners.journal).toHaveLength(before);
  });

  it('goes on where an instance stopped in the middle, after a while', async () => {
    await seat('minji');
    openvidu.intercept = () => 'hang up';
    await one.reconciliation.run();
    openvidu.intercept = () => undefined;
    await other.reconciliation.run();
    expect(listeners.recent).toEqual([]);
    await reconcile();
    expect(listeners.kinds).toEqual(['participant joined', 'session began']);
    expect(one.logger.lines.map(({ event }) => event)).toContain('reconciliation.failed');
  });

  it('takes what webhooks tell while Redis is away once it is back', async () => {
    await redis.server.close();
    one.inbox.add(joined('con_x', 'minji'));
    await eventually(() => one.logger.lines.some(({ event }) => event === 'webhook.untaken'));
    expect(listeners.recent).toEqual([]);
    await redis.restart();
    await eventually(() => listeners.recent.length === 2);
  });

  it('leaves alone what is too old to be news', async () => {
    clock.time += 24 * 60 * 60 * 1000;
    one.inbox.add(joined('con_x', 'minji'));
    one.inbox.add({ ...joined('con_y', 'alex'), kind: 'left', at: clock.time, reason: 'disconnect' } as SessionNews);
    await eventually(() => listeners.recent.length === 3);
    expect(listeners.recent.filter(({ connectionId }) => connectionId === 'con_x')).toEqual([]);
  });

  it('removes the connection that lingers after a rejoin, and nobody else', async () => {
    const lingering = await seat('minji', CREATED_AT + 500);
    const newer = await seat('minji', CREATED_AT + 900);
    const alex = await seat('alex');
    await reconcile();
    expect([...openvidu.sessions.get(mealId)!.connections.keys()]).toEqual([lingering, newer, alex]);
    for (let time = 0; time < GHOST_GRACE.superseded; time += environment.RECONCILE_INTERVAL) await reconcile();
    expect([...openvidu.sessions.get(mealId)!.connections.keys()]).toEqual([newer, alex]);
    const removed = listeners.recent.filter(({ kind }) => kind === 'ghost removed');
    expect(removed).toEqual([
      {
        ...{ kind: 'ghost removed', sessionId: mealId, connectionId: lingering },
        ...{ participantId: 'minji', reason: 'superseded' },
      },
    ]);
  });

  it('touches nothing of sessions that are no meals', async () => {
    mealId = 'Tutorial';
    await seat('minji', CREATED_AT + 500);
    await seat('minji', CREATED_AT + 900);
    for (let time = 0; time < 2 * GHOST_GRACE.unused; time += environment.RECONCILE_INTERVAL) await reconcile();
    expect(openvidu.sessions.get('Tutorial')?.connections.size).toBe(2);
    expect(listeners.recent).toHaveLength(3);
    expect(listeners.journal).toEqual([]);
  });
});
