import fc from 'fast-check';
import { isGranted, JoinedMeal, JoinMeal, parse, RecognitionGrant, RecognitionUnavailable } from '../index';

const grant = {
  url: 'http://localhost:5001',
  ticket: 'header.claims.signature',
  expiresAt: 1_700_000_000_000,
  maxFrameBytes: 65_536,
  framesPerSecond: 8,
  width: 320,
  height: 240,
};
const joined = {
  participantId: 'p1',
  token: 'wss://x?token=t',
  connectionId: 'con_1',
  role: 'PUBLISHER',
  rejoinKey: 'key',
};

describe('JoinMeal', () => {
  it('trims the name', () => {
    expect(parse(JoinMeal, { displayName: '  민지 ', recognition: 'none' }).displayName).toBe('민지');
  });

  it('takes a name exactly when 1 to 40 code units are left of it', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), (displayName) => {
        const left = displayName.trim().length;
        const join = (): unknown => parse(JoinMeal, { displayName, recognition: 'server' });
        if (left >= 1 && left <= 40) expect(join).not.toThrow();
        else expect(join).toThrow('JoinMeal is not valid.');
      }),
    );
  });

  it.each(['yes', 1, true, false, null, undefined])('does not take %p for a choice', (recognition) => {
    expect(() => parse(JoinMeal, { displayName: 'Minji', recognition })).toThrow('JoinMeal is not valid.');
  });

  it.each([{ hostKey: 'k'.repeat(201) }, { rejoinKey: 'k'.repeat(1001) }, { hostKey: 5 }, { rejoinKey: { $ne: '' } }])(
    'refuses keys that are none: %p',
    (keys) => {
      expect(() => parse(JoinMeal, { displayName: 'Minji', recognition: 'server', ...keys })).toThrow('is not valid');
    },
  );
});

describe('JoinedMeal', () => {
  it.each([false, null, undefined, 5, 'ticket', []])('refuses %p in place of a ticket', (recognition) => {
    expect(() => parse(JoinedMeal, { ...joined, recognition })).toThrow('JoinedMeal is not valid.');
  });

  it('is read with a ticket', () => {
    const { recognition } = parse(JoinedMeal, { ...joined, recognition: grant });
    expect(recognition).toBeInstanceOf(RecognitionGrant);
    expect(isGranted(recognition)).toBe(true);
    expect(recognition).toEqual(grant);
  });

  it('is read with the reason why there is no ticket', () => {
    const { recognition } = parse(JoinedMeal, { ...joined, recognition: { unavailable: 'no_worker' } });
    expect(recognition).toBeInstanceOf(RecognitionUnavailable);
    expect(isGranted(recognition)).toBe(false);
    expect(recognition).toEqual({ unavailable: 'no_worker' });
  });

  it.each([{}, { unavailable: 'bored' }, { ...grant, ticket: undefined }, { ...grant, framesPerSecond: 0 }])(
    'refuses an answer about recognition that is neither: %p',
    (recognition) => {
      expect(() => parse(JoinedMeal, { ...joined, recognition })).toThrow('JoinedMeal is not valid.');
    },
  );

  it.each(['SUBSCRIBER', 'publisher', ''])('refuses the role %p', (role) => {
    expect(() => parse(JoinedMeal, { ...joined, role, recognition: grant })).toThrow('JoinedMeal is not valid.');
  });
});
