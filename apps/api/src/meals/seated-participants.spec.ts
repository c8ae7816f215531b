import { writeParticipantIdentity, writeScreenIdentity } from '@bapsang/shared';
import type { OpenViduConnection, OpenViduSession } from '../openvidu/openvidu-session';
import { seatedParticipants } from './seated-participants';

describe('seatedParticipants()', () => {
  let count = 0;

  function connection(
    participantId: string,
    since: number,
    rest: Partial<OpenViduConnection> = {},
  ): OpenViduConnection {
    count += 1;
    const identity = {
      participantId,
      displayName: `${participantId} at ${since}`,
      recognition: 'none' as const,
      host: false,
    };
    const serverData = writeParticipantIdentity(identity);
    return { connectionId: `con_${count}`, active: true, role: '', serverData, since, streams: [], ...rest };
  }

  function namesAt(...connections: OpenViduConnection[]): string[] {
    const session: OpenViduSession = { sessionId: 'm', createdAt: 0, connections };
    return seatedParticipants(session).map(({ displayName }) => displayName);
  }

  it('is nobody where there is no session', () => {
    expect(seatedParticipants(undefined)).toEqual([]);
  });

  it('follows the order in which people sat down and leaves out who never connected', () => {
    const waiting = connection('p3', 1, { active: false });
    expect(namesAt(connection('p2', 20), waiting, connection('p1', 10))).toEqual(['p1 at 10', 'p2 at 20']);
  });

  it('counts somebody on two connections once, in the first place, under the newest name', () => {
    expect(namesAt(connection('p1', 30), connection('p2', 20), connection('p1', 10))).toEqual(['p1 at 30', 'p2 at 20']);
  });

  it('counts every connection of another making as somebody without a name', () => {
    const foreign = { serverData: '{"clientData":"Minji"}' };
    expect(namesAt(connection('', 1, foreign), connection('', 2, foreign))).toEqual(['', '']);
  });

  it('seats nobody on the connection of a screen', () => {
    const serverData = writeScreenIdentity({ screenOf: 'p1', displayName: 'p1' });
    expect(namesAt(connection('p1', 10), connection('', 20, { serverData }))).toEqual(['p1 at 10']);
  });

  it('tells who is a host', () => {
    const serverData = writeParticipantIdentity({
      participantId: 'p1',
      displayName: '민지',
      recognition: 'server',
      host: true,
    });
    const session = { sessionId: 'm', createdAt: 0, connections: [connection('p1', 1, { serverData })] };
    expect(seatedParticipants(session)).toEqual([{ displayName: '민지', host: true }]);
  });
});
