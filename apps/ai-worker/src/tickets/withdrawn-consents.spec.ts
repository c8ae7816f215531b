import { WITHDRAWAL_REMEMBERED, WithdrawnConsents } from './withdrawn-consents';

describe('WithdrawnConsents', () => {
  it('voids the tickets that were signed until the withdrawal, of that participant alone', () => {
    const consents = new WithdrawnConsents();
    consents.add({ participantId: 'ann', withdrawnAt: 100.5 }, 0);
    expect(consents.voids({ sub: 'ann', iat: 100.499 })).toBe(true);
    expect(consents.voids({ sub: 'ann', iat: 100.5 })).toBe(true);
    expect(consents.voids({ sub: 'ann', iat: 100.501 })).toBe(false);
    expect(consents.voids({ sub: 'bob', iat: 1 })).toBe(false);
  });

  it('is not undone by an older withdrawal that comes late', () => {
    const consents = new WithdrawnConsents();
    consents.add({ participantId: 'ann', withdrawnAt: 200 }, 0);
    consents.add({ participantId: 'ann', withdrawnAt: 100 }, 0);
    expect(consents.voids({ sub: 'ann', iat: 150 })).toBe(true);
  });

  it('forgets withdrawals whose tickets have expired long since', () => {
    const consents = new WithdrawnConsents();
    for (let index = 0; index < 100; index += 1) {
      consents.add({ participantId: `p${index}`, withdrawnAt: index }, index * WITHDRAWAL_REMEMBERED);
    }
    expect(consents.size).toBe(1);
  });
});
