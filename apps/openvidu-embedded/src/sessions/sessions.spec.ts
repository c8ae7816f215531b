import { createLogger } from '@bapsang/server';
import fc from 'fast-check';
import { DEFAULT_LIMITS } from '../configuration/limits';
import { MediaServer } from '../media/media-server';
import type { Connection } from './connection';
import { DEFAULT_CONNECTION_PROPERTIES } from './connection-properties';
import type { Participant } from './participant';
import type { Session } from './session';
import { SessionError } from './session-error';
import { DEFAULT_SESSION_PROPERTIES } from './session-properties';
import { Sessions } from './sessions';

const logger = createLogger('test', 'silent');
const media = new MediaServer({ mediaAddress: '127.0.0.1', logger });

/** A browser that keeps what it hears. */
class ListeningClient {
  readonly heard: (readonly [method: string, params: object])[] = [];
  hasLeft = false;

  notify(method: string, params: object): void {
    this.heard.push([method, params]);
  }

  left(): void {
    this.hasLeft = true;
  }

  get methods(): string[] {
    return this.heard.map(([method]) => method);
  }
}

function enter(session: Session): { readonly participant: Participant; readonly client: ListeningClient } {
  const client = new ListeningClient();
  const connection = session.createConnection(DEFAULT_CONNECTION_PROPERTIES);
  const details = { ip: '127.0.0.1', platform: 'a test', clientData: 'client' };
  return { participant: session.join(connection, details, client), client };
}

function faultOf(action: () => unknown): string | undefined {
  try {
    action();
    return undefined;
  } catch (error) {
    return error instanceof SessionError ? error.fault : String(error);
  }
}

describe('Sessions', () => {
  let sessions: Sessions;

  beforeEach(() => {
    sessions = new Sessions({ media, logger, publicUrl: 'http://localhost:4443' });
  });

  afterEach(() => sessions.close());

  const create = (customSessionId = ''): Session => sessions.create({ ...DEFAULT_SESSION_PROPERTIES, customSessionId });

  it('deletes a session at once with its last participant, its tokens too', async () => {
    const session = create('room');
    const { token } = session.createConnection(DEFAULT_CONNECTION_PROPERTIES);
    const first = enter(session);
    const second = enter(session);
    await session.leave(first.participant, 'disconnect');
    expect(sessions.find('room')).toBe(session);
    await session.leave(second.participant, 'disconnect');
    expect(sessions.find('room')).toBeUndefined();
    expect(session.takeToken(token)).toBeUndefined();
    expect(() => enter(session)).toThrow('closed');
    expect(first.client.methods).toEqual(['participantJoined']);
    expect(second.client.heard).toEqual([
      ['participantLeft', { connectionId: first.participant.id, reason: 'disconnect' }],
    ]);
  });

  it('drops what nobody joined in time, and nothing else', () => {
    create('abandoned');
    enter(create('used'));
    sessions.collectGarbage(Date.now() + 3_600_000 - 60_000);
    expect(sessions.all).toHaveLength(2);
    sessions.collectGarbage(Date.now() + 3_600_001);
    expect(sessions.all.map(({ id }) => id)).toEqual(['used']);
  });

  it('takes everybody out when it is closed', async () => {
    const session = create();
    const people = [enter(session), enter(session), enter(session)];
    await session.close('sessionClosedByServer');
    expect(people.map(({ client }) => client.hasLeft)).toEqual([true, true, true]);
    for (const { client, participant } of people) {
      expect(client.heard).toContainEqual([
        'participantEvicted',
        { connectionId: participant.id, reason: 'sessionClosedByServer' },
      ]);
    }
    expect(sessions.all).toEqual([]);
  });

  it('tells the others first, then the acknowledgement, then everybody', async () => {
    const session = create();
    const victim = enter(session);
    const moderator = enter(session);
    moderator.client.heard.length = 0;
    await session.evict(victim.participant, 'forceDisconnectByUser', () => moderator.client.notify('reply', {}));
    expect(moderator.client.methods).toEqual(['participantLeft', 'reply', 'participantEvicted']);
    expect(victim.client.methods).toEqual(['participantJoined', 'participantEvicted']);
  });

  it('takes a token once', () => {
    const session = create();
    const connection = session.createConnection(DEFAULT_CONNECTION_PROPERTIES);
    expect(session.takeToken(connection.token)).toBe(connection);
    expect(session.takeToken(connection.token)).toBeUndefined();
  });

  it('holds a limited number of sessions and of connections that wait', async () => {
    const limits = { ...DEFAULT_LIMITS, sessions: 2, pendingConnectionsPerSession: 2, participantsPerSession: 1 };
    const small = new Sessions({ media, logger, publicUrl: 'http://localhost:4443', limits });
    const session = small.create({ ...DEFAULT_SESSION_PROPERTIES, customSessionId: 'one' });
    small.create(DEFAULT_SESSION_PROPERTIES);
    expect(faultOf(() => small.create(DEFAULT_SESSION_PROPERTIES))).toBe('too-many-sessions');
    const add = (): Connection => session.createConnection(DEFAULT_CONNECTION_PROPERTIES);
    const waiting = add();
    add();
    expect(faultOf(add)).toBe('too-many-connections');
    expect(session.isFull).toBe(false);
    const details = { ip: '', platform: '', clientData: '' };
    session.join(waiting, details, new ListeningClient());
    expect(session.isFull).toBe(true);
    expect(add().participant).toBeUndefined();
    expect(faultOf(add)).toBe('too-many-connections');
    await small.close();
    expect(() => small.create(DEFAULT_SESSION_PROPERTIES)).not.toThrow();
    await small.close();
  });

  it('joins the texts of client and server', () => {
    const session = create();
    const metadataOf = (data: string, clientData: string): string => {
      const connection = session.createConnection({ ...DEFAULT_CONNECTION_PROPERTIES, data });
      return session.join(connection, { ip: '', platform: '', clientData }, new ListeningClient()).metadata;
    };
    expect([metadataOf('s', 'c'), metadataOf('', 'c'), metadataOf('s', ''), metadataOf('', '')]).toEqual([
      'c%/%s',
      'c',
      's',
      '',
    ]);
  });

  it('is there exactly as long as somebody is in, whatever the order of coming and going', async () => {
    const step = fc.record({ leaves: fc.boolean(), who: fc.nat(), forced: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
        const session = create();
        let inside = [enter(session)];
        for (const { leaves, who, forced } of steps) {
          if (inside.length === 0) break;
          if (!leaves) {
            inside.push(enter(session));
            continue;
          }
          const gone = inside[who % inside.length]!;
          inside = inside.filter((person) => person !== gone);
          if (forced) await session.evict(gone.participant, 'forceDisconnectByServer');
          else await session.leave(gone.participant, 'disconnect');
          expect(gone.client.hasLeft).toBe(true);
        }
        expect(session.participants.map(({ id }) => id)).toEqual(inside.map(({ participant }) => participant.id));
        expect(session.isClosed).toBe(inside.length === 0);
        expect(sessions.find(session.id) === session).toBe(inside.length > 0);
      }),
      { numRuns: 50 },
    );
  });
});
