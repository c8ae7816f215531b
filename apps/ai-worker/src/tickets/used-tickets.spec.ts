import type { FrameTicketClaims } from '@bapsang/shared';
import { REMEMBERED_LONGER, UsedTickets } from './used-tickets';

function ticket(jti: string, exp: number): FrameTicketClaims {
  return { jti, iat: 0, exp, aud: 'worker', sub: 'ann', mealId: 'meal', connectionId: 'con', seal: 'seal' };
}

describe('UsedTickets', () => {
  it('remembers a ticket until it has expired for certain, and not for longer', () => {
    const used = new UsedTickets();
    used.add(ticket('one', 10), 0);
    used.add(ticket('two', 20), REMEMBERED_LONGER + 9999);
    expect([used.has('one'), used.has('two'), used.size]).toEqual([true, true, 2]);
    used.add(ticket('three', 20), REMEMBERED_LONGER + 10_000);
    expect([used.has('one'), used.has('two'), used.size]).toEqual([false, true, 2]);
  });
});
