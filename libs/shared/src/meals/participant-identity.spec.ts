import fc from 'fast-check';
import { readParticipantIdentity } from './participant-identity';

const identity = { participantId: 'p1', displayName: '민지', recognition: 'server', host: false };
const serverData = JSON.stringify(identity);

describe('readParticipantIdentity', () => {
  it('reads what the api stored, with and without data of the browser before it', () => {
    expect(readParticipantIdentity(serverData)).toEqual(identity);
    expect(readParticipantIdentity(`{"clientData":"Minji"}%/%${serverData}`)).toEqual(identity);
    expect(readParticipantIdentity(`%/%${serverData}`)).toEqual(identity);
  });

  it('believes the server and never the browser', () => {
    const forged = JSON.stringify({ ...identity, host: true });
    expect(readParticipantIdentity(`${forged}%/%${serverData}`)).toEqual(identity);
    expect(readParticipantIdentity(`${forged}%/%${forged}%/%${serverData}`)).toEqual(identity);
    expect(readParticipantIdentity(`${forged}%/%`)).toBeUndefined();
  });

  it.each(['', 'Participant23', '{"clientData":"Minji"}', '[]', 'null', '{"participantId":5}', '{'])(
    'takes %p for the data of another page',
    (data) => {
      expect(readParticipantIdentity(data)).toBeUndefined();
    },
  );

  it('reads the same identity whatever the browser put before it', () => {
    fc.assert(
      fc.property(fc.string(), (client) => {
        expect(readParticipantIdentity(`${client}%/%${serverData}`)).toEqual(identity);
      }),
    );
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (data) => {
        expect(() => readParticipantIdentity(data)).not.toThrow();
      }),
    );
  });
});
