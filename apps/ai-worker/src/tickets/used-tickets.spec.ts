import type { FrameTicketClaims } from '@bapsang/shared';
import { UsedTickets } from './used-tickets';

function ticket(jti: string, exp: number): FrameTicketClaims {
  return { jti, iat: 0, exp, aud: 'worker', sub: 'ann', mealId: 'meal', connectionId: 'con' };
}

describe('UsedTickets', () => {
  it('remembers a ticket until it expires, and not for longer', () => {
    const used = new UsedTickets();
    used.add(ticket('one', 10), 0);
    used.add(ticket('two', 20), 9999);
    expect([used.has('one'), used.has('two'), used.size]).toEqual([true, true, 2]);
    used.add(ticket('three', 20), 10_000);
    expect([used.has('one'), used.has('two'), used.size]).toEqual([false, true, 2]);
  });
});
