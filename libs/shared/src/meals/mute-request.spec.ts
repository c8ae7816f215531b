import { MuteRequestSignal, parse } from '../index';

describe('MuteRequestSignal', () => {
  it('says who is asked and since when, there and back through JSON', () => {
    const sent = { participantId: 'par_1', requestedAt: 1_700_000_000_000 };
    expect(parse(MuteRequestSignal, JSON.parse(JSON.stringify(sent)))).toEqual(sent);
  });

  it.each([
    {},
    { participantId: '', requestedAt: 1 },
    { participantId: 'par_1' },
    { participantId: 'par_1', requestedAt: -1 },
    { participantId: 'par_1', requestedAt: '1' },
    { participantId: 'p'.repeat(101), requestedAt: 1 },
  ])('refuses %p', (signal) => {
    expect(() => parse(MuteRequestSignal, signal)).toThrow('MuteRequestSignal is not valid.');
  });
});
