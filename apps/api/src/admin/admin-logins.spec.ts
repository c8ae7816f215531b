import type { AdminPass, AuditEntries } from '@bapsang/shared';
import { SignJWT } from 'jose';
import {
  ADMIN_READ_SECRET,
  ADMIN_SECRET,
  API_SECRET,
  RunningApi,
  testEnvironment,
} from '../testing/running-api.spec-support';
import { StandingClock } from '../testing/standing-clock.spec-support';
import { FAILED_LOGINS } from './admin-logins';
import { ADMIN_TOKEN_LIFETIME, AdminTokens } from './admin-tokens';
import { STRANGERS_RECORDED } from './audit-log';

const SESSIONS = '/api/admin/sessions';

describe('POST /api/admin/login', () => {
  let running: RunningApi;

  beforeEach(async () => {
    running = await RunningApi.start();
  });

  afterEach(async () => running.close());

  async function logIn(secret: unknown) {
    return running.post<AdminPass>('/api/admin/login', { secret });
  }

  it('gives a token of half an hour for either secret, with its role', async () => {
    const before = Date.now();
    for (const [secret, role] of [
      [ADMIN_SECRET, 'full'],
      [ADMIN_READ_SECRET, 'read'],
    ]) {
      const { status, body, headers } = await logIn(secret);
      expect([status, body.role, headers.get('Cache-Control')]).toEqual([200, role, 'no-store']);
      // In whole seconds.
      expect(body.expiresAt).toBeGreaterThan(before + ADMIN_TOKEN_LIFETIME - 1000);
      expect(body.expiresAt).toBeLessThanOrEqual(Date.now() + ADMIN_TOKEN_LIFETIME);
      expect((await running.get(SESSIONS, body.token)).status).toBe(200);
    }
  });

  it('lets nobody in without a token, nor with the secret itself or what else API_SECRET signs', async () => {
    const { mealId, hostKey } = await running.createMeal();
    const { rejoinKey } = await running.join(mealId);
    const claims = (audience: string): SignJWT =>
      new SignJWT({ role: 'full' })
        .setProtectedHeader({ alg: 'HS256' })
        .setAudience(audience)
        .setSubject('adm_1')
        .setExpirationTime('1h');
    const forged = await claims('bapsang-admin').sign(new TextEncoder().encode(API_SECRET));
    running.openvidu.requests.splice(0);
    for (const bearer of [undefined, ADMIN_SECRET, ADMIN_READ_SECRET, hostKey, rejoinKey, forged, 'x.y.z']) {
      const { status, body } = await running.get(SESSIONS, bearer);
      expect([status, body]).toMatchObject([401, { code: 'unauthorized' }]);
    }
    expect(running.openvidu.requests).toEqual([]);
  });

  it.each([undefined, '', 17, ['x'], 'x'.repeat(501)])('refuses %p as no secret', async (secret) => {
    expect(await logIn(secret)).toMatchObject({ status: 400, body: { code: 'invalid_request' } });
  });

  it('stops listening to an address after some wrong secrets, to the right one too', async () => {
    for (let count = 0; count < FAILED_LOGINS.burst; count += 1) {
      // What is right does not count, and does not make up for what is wrong.
      expect((await logIn(ADMIN_SECRET)).status).toBe(200);
      expect(await logIn(`${ADMIN_SECRET}x`)).toMatchObject({ status: 401, body: { code: 'unauthorized' } });
    }
    const late = await logIn(ADMIN_SECRET);
    expect([late.status, late.body]).toMatchObject([429, { code: 'too_many_requests', retryable: true }]);
  });

  it('keeps account of who tried, yet lets nobody fill the journal', async () => {
    const { token } = (await logIn(ADMIN_READ_SECRET)).body;
    for (let count = 0; count < STRANGERS_RECORDED.burst + 10; count += 1) await logIn('a wrong secret');
    const { entries } = (await running.get<AuditEntries>('/api/admin/audit', token)).body;
    const outcomes = entries.map(({ act, outcome }) => `${act} ${outcome}`).reverse();
    expect(outcomes).toEqual([
      'log in done',
      ...Array<string>(FAILED_LOGINS.burst).fill('log in failed'),
      ...Array<string>(STRANGERS_RECORDED.burst - FAILED_LOGINS.burst).fill('log in refused'),
    ]);
    expect(entries.every(({ address, correlationId }) => address !== '' && correlationId !== '')).toBe(true);
    expect(JSON.stringify([entries, running.logger.lines])).not.toContain('wrong secret');
  });
});

describe('without ADMIN_READ_SECRET', () => {
  it('nobody logs in to look only', async () => {
    const running = await RunningApi.start({ ADMIN_READ_SECRET: undefined });
    for (const secret of ['undefined', ADMIN_READ_SECRET]) {
      expect((await running.post('/api/admin/login', { secret })).status).toBe(401);
    }
    await running.close();
  });
});

describe('AdminTokens', () => {
  it('are known at every instance with the same secret until they end, and at no other', async () => {
    const clock = new StandingClock();
    const { pass, loginId } = await new AdminTokens(testEnvironment(), clock).issue('read');
    const other = new AdminTokens(testEnvironment(), clock);
    expect(await other.administratorOf(pass.token)).toEqual({ role: 'read', loginId, expiresAt: pass.expiresAt });
    const stranger = new AdminTokens(testEnvironment({ API_SECRET: 'another-secret-of-tests' }), clock);
    await expect(stranger.administratorOf(pass.token)).rejects.toMatchObject({ code: 'unauthorized' });
    clock.time = pass.expiresAt;
    await expect(other.administratorOf(pass.token)).rejects.toMatchObject({ code: 'unauthorized' });
  });
});
