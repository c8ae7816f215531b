import type { FrameTicketClaims } from '@bapsang/shared';
import { SignJWT, UnsecuredJWT } from 'jose';
import { signTicket } from '../testing/frame-client.spec-support';
import { thrownBy } from '../testing/thrown-error.spec-support';
import { TicketVerifier } from './ticket-verifier';

const SECRET = 'a secret of some length';
const WORKER = 'worker-1';

/** Who a ticket is for that opens a socket. */
async function verify(verifier: TicketVerifier, ticket: unknown): Promise<FrameTicketClaims> {
  const claims = await verifier.read(ticket);
  verifier.assertUsable(claims);
  return claims;
}

describe('TicketVerifier', () => {
  const verifier = new TicketVerifier(WORKER, [SECRET]);

  it('reads who a good ticket is for', async () => {
    const claims = await verify(verifier, await signTicket(SECRET, { aud: WORKER, jti: 'one' }));
    expect(claims).toMatchObject({ jti: 'one', sub: 'ann', mealId: 'meal', connectionId: 'con_ann' });
  });

  it.each([[undefined], [7], [{}], [''], ['rubbish'], ['a.b.c']])('refuses %p as no ticket', async (ticket) => {
    await expect(verify(verifier, ticket)).rejects.toMatchObject({ code: 'ticket_invalid', status: 401 });
  });

  it('refuses a ticket that somebody else signed, or nobody', async () => {
    const forged = await signTicket('the secret of somebody else', { aud: WORKER });
    await expect(verify(verifier, forged)).rejects.toMatchObject({ code: 'ticket_invalid' });
    const unsigned = new UnsecuredJWT({ sub: 'ann', mealId: 'meal', connectionId: 'con' }).setAudience(WORKER).encode();
    await expect(verify(verifier, unsigned)).rejects.toMatchObject({ code: 'ticket_invalid' });
  });

  it('refuses a ticket of another algorithm with the same secret', async () => {
    const ticket = await new SignJWT({ jti: 'x', sub: 'ann', mealId: 'meal', connectionId: 'con' })
      .setProtectedHeader({ alg: 'HS512' })
      .setAudience(WORKER)
      .setExpirationTime('60 s')
      .sign(new TextEncoder().encode(SECRET.repeat(4)));
    await expect(verify(new TicketVerifier(WORKER, [SECRET.repeat(4)]), ticket)).rejects.toMatchObject({
      code: 'ticket_invalid',
    });
  });

  it('refuses a ticket that has expired', async () => {
    const exp = Math.floor(Date.now() / 1000) - 1;
    const ticket = await signTicket(SECRET, { aud: WORKER, exp });
    await expect(verify(verifier, ticket)).rejects.toMatchObject({ code: 'ticket_expired' });
  });

  it('takes a ticket that is signed with any of its secrets, and tells an expired one of the second too', async () => {
    const next = 'the next secret of some length';
    const rotating = new TicketVerifier(WORKER, [SECRET, next]);
    for (const secret of [SECRET, next]) {
      await expect(verify(rotating, await signTicket(secret, { aud: WORKER }))).resolves.toMatchObject({ sub: 'ann' });
      const expired = await signTicket(secret, { aud: WORKER, exp: 1000 });
      await expect(verify(rotating, expired)).rejects.toMatchObject({ code: 'ticket_expired' });
    }
    const forged = await signTicket('a third secret of some length', { aud: WORKER });
    await expect(verify(rotating, forged)).rejects.toMatchObject({ code: 'ticket_invalid' });
  });

  it('lets tickets expire by the clock of the api, however wrong its own is', async () => {
    const hour = 3600;
    const exp = Math.floor(Date.now() / 1000) + hour;
    const ahead = new TicketVerifier(WORKER, [SECRET], () => Date.now() - hour * 1000);
    const behind = new TicketVerifier(WORKER, [SECRET], () => Date.now() + 2 * hour * 1000);
    const ticket = await signTicket(SECRET, { aud: WORKER, exp: exp - hour - 60 });
    await expect(verify(ahead, ticket)).resolves.toMatchObject({ sub: 'ann' });
    await expect(verify(behind, await signTicket(SECRET, { aud: WORKER, exp }))).rejects.toMatchObject({
      code: 'ticket_expired',
    });
  });

  it('refuses a ticket for another worker', async () => {
    const ticket = await signTicket(SECRET, { aud: 'worker-2' });
    await expect(verify(verifier, ticket)).rejects.toMatchObject({ code: 'ticket_foreign' });
  });

  it.each(['jti', 'iat', 'sub', 'mealId', 'connectionId', 'seal', 'exp'])(
    'refuses a ticket without %s',
    async (claim) => {
      const ticket = await signTicket(SECRET, { aud: WORKER, [claim]: undefined });
      await expect(verify(verifier, ticket)).rejects.toMatchObject({ code: 'ticket_invalid' });
    },
  );

  it('refuses the tickets of a consent that was withdrawn, also between the check and the use', async () => {
    const withdrawing = new TicketVerifier(WORKER, [SECRET]);
    const ticket = await signTicket(SECRET, { aud: WORKER, iat: 1000.25 });
    const claims = await verify(withdrawing, ticket);
    withdrawing.withdraw({ participantId: 'ann', withdrawnAt: 1000.5 });
    expect(thrownBy(() => withdrawing.use(claims))).toMatchObject({ code: 'ticket_invalid' });
    await expect(verify(withdrawing, ticket)).rejects.toMatchObject({ code: 'ticket_invalid' });
    const renewed = await verify(withdrawing, await signTicket(SECRET, { aud: WORKER, iat: 1000.75 }));
    expect(() => withdrawing.use(renewed)).not.toThrow();
  });

  it('lets a ticket be checked often and used once', async () => {
    const ticket = await signTicket(SECRET, { aud: WORKER });
    const [first, second] = await Promise.all([verify(verifier, ticket), verify(verifier, ticket)]);
    verifier.use(first);
    expect(thrownBy(() => verifier.use(second))).toMatchObject({ code: 'ticket_used' });
    await expect(verify(verifier, ticket)).rejects.toMatchObject({ code: 'ticket_used' });
  });
});
