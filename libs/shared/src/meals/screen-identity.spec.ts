import fc from 'fast-check';
import { readParticipantIdentity, writeParticipantIdentity } from './participant-identity';
import { readScreenIdentity, writeScreenIdentity } from './screen-identity';

const screen = { screenOf: 'par_1', displayName: '민지 %/% "x"' };
const person = { participantId: 'par_1', displayName: '민지', recognition: 'server' as const, host: true };

describe('a screen’s identity', () => {
  it('comes back as it was written, whatever the browser put before it', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (displayName, client) => {
        const data = `${client}%/%${writeScreenIdentity({ ...screen, displayName })}`;
        expect(readScreenIdentity(data)).toEqual({ ...screen, displayName });
      }),
    );
  });

  it('seats nobody, and nobody who sits there is a screen', () => {
    expect(readParticipantIdentity(writeScreenIdentity(screen))).toBeUndefined();
    expect(readScreenIdentity(writeParticipantIdentity(person))).toBeUndefined();
  });

  it('is the server’s word and never the browser’s', () => {
    const forged = JSON.stringify(screen);
    expect(readScreenIdentity(`${forged}%/%${writeParticipantIdentity(person)}`)).toBeUndefined();
    expect(readScreenIdentity(`${forged}%/%`)).toBeUndefined();
  });

  it.each([
    '',
    'Participant23',
    '[]',
    'null',
    '{"screenOf":""}',
    '{"screenOf":"p"}',
    '{"screenOf":5,"displayName":""}',
  ])('is not in %p', (data) => {
    expect(readScreenIdentity(data)).toBeUndefined();
  });
});
