import { RESERVATION_MAX, Reservations } from './reservations';

describe('Reservations', () => {
  it('keeps a place until it expires, is given back or is kept for longer', () => {
    let now = 1000;
    const reservations = new Reservations(() => now);
    reservations.keep({ participantId: 'ann', expiresAt: 2000 });
    reservations.keep({ participantId: 'bob', expiresAt: 2000 });
    reservations.keep({ participantId: 'cho', expiresAt: 2000 });
    reservations.release('bob');
    reservations.keep({ participantId: 'cho', expiresAt: 3000 });
    expect(reservations.kept()).toEqual(['ann', 'cho']);
    now = 2000;
    expect([reservations.has('ann'), reservations.has('cho')]).toEqual([false, true]);
    reservations.clear();
    expect(reservations.kept()).toEqual([]);
  });

  it('keeps no place for ever', () => {
    let now = 0;
    const reservations = new Reservations(() => now);
    reservations.keep({ participantId: 'ann', expiresAt: Number.MAX_SAFE_INTEGER });
    now = RESERVATION_MAX;
    expect(reservations.kept()).toEqual([]);
  });
});
