import {
  FrameTicketClaims,
  parse,
  type JoinedMeal,
  type RecognitionAnswer,
  type RecognitionGrant,
} from '@bapsang/shared';
import { jwtVerify } from 'jose';
import { RunningApi, WORKER_SECRET } from '../testing/running-api.spec-support';
import { DiallingWorker } from '../testing/worker.spec-support';

async function readTicket(ticket: string): Promise<FrameTicketClaims> {
  const { payload, protectedHeader } = await jwtVerify(ticket, new TextEncoder().encode(WORKER_SECRET));
  expect(protectedHeader.alg).toBe('HS256');
  return parse(FrameTicketClaims, payload);
}

describe('recognition', () => {
  let running: RunningApi;
  let worker: DiallingWorker | undefined;

  beforeEach(async () => {
    running = await RunningApi.start();
  });

  afterEach(async () => {
    worker?.close();
    worker = undefined;
    await running.close();
  });

  async function renew(mealId: string, joined: JoinedMeal, connectionId = joined.connectionId, key = joined.rejoinKey) {
    const path = `/api/meals/${mealId}/participants/${joined.participantId}/recognition`;
    return running.post<RecognitionAnswer>(path, { connectionId }, key);
  }

  it('gives who joins a ticket for the worker that was chosen, with what the worker wants', async () => {
    const wishes = { maxFrameBytes: 1000, framesPerSecond: 5, width: 160, height: 120, url: 'https://w.example' };
    worker = await DiallingWorker.register(running.api.url, 'w1', wishes);
    const { mealId } = await running.createMeal();
    const before = Date.now();
    const { participantId, connectionId, recognition } = await running.join(mealId);
    const { ticket, expiresAt, ...rest } = recognition as RecognitionGrant;
    expect(rest).toEqual(wishes);
    const claims = await readTicket(ticket);
    expect(claims).toMatchObject({ aud: 'w1', sub: participantId, mealId, connectionId, exp: expiresAt / 1000 });
    expect(expiresAt).toBeGreaterThan(before + 58_000);
    expect(expiresAt).toBeLessThanOrEqual(Date.now() + 60_000);
  });

  it('says why there is no ticket', async () => {
    const { mealId } = await running.createMeal();
    await expect(running.join(mealId)).resolves.toMatchObject({ recognition: { unavailable: 'no_worker' } });
    worker = await DiallingWorker.register(running.api.url, 'w1', { places: 1 });
    await expect(running.join(mealId, { recognition: 'none' })).resolves.toMatchObject({
      recognition: { unavailable: 'not_agreed' },
    });
    await running.join(mealId);
    await expect(running.join(mealId)).resolves.toMatchObject({ recognition: { unavailable: 'no_room' } });
    await worker.load({ draining: true });
    await expect(running.join(mealId)).resolves.toMatchObject({ recognition: { unavailable: 'draining' } });
  });

  it('gives nobody a ticket where the operator switched it off', async () => {
    const off = await RunningApi.start({ RECOGNITION: 'off' });
    worker = await DiallingWorker.register(off.api.url, 'w1');
    const { mealId } = await off.createMeal();
    await expect(off.join(mealId)).resolves.toMatchObject({ recognition: { unavailable: 'switched_off' } });
    await expect(off.get(`/api/meals/${mealId}`)).resolves.toMatchObject({ body: { recognitionAvailable: false } });
    await off.close();
  });

  it('gives a fresh ticket for the connection of the participant', async () => {
    worker = await DiallingWorker.register(running.api.url, 'w1');
    const { mealId } = await running.createMeal();
    const joined = await running.join(mealId);
    const { status, body } = await renew(mealId, joined);
    expect(status).toBe(200);
    const [first, second] = [joined.recognition, body].map((answer) => (answer as RecognitionGrant).ticket);
    const claims = await readTicket(second!);
    expect(claims).toMatchObject({ sub: joined.participantId, connectionId: joined.connectionId });
    expect(claims.jti).not.toBe((await readTicket(first!)).jti);
  });

  it('gives no ticket for the connection of somebody else, or for one that is gone', async () => {
    worker = await DiallingWorker.register(running.api.url, 'w1');
    const { mealId } = await running.createMeal();
    const [one, other] = [await running.join(mealId), await running.join(mealId)];
    for (const connectionId of [other.connectionId, 'con_unknown']) {
      const { status, body } = await renew(mealId, one, connectionId);
      expect([status, body]).toMatchObject([404, { code: 'connection_not_found' }]);
    }
    running.openvidu.sessions.clear();
    expect((await renew(mealId, one)).body).toMatchObject({ code: 'connection_not_found' });
  });

  it('gives no ticket to who did not agree, whatever the key', async () => {
    worker = await DiallingWorker.register(running.api.url, 'w1');
    const { mealId } = await running.createMeal();
    const joined = await running.join(mealId, { recognition: 'none' });
    expect((await renew(mealId, joined)).body).toEqual({ unavailable: 'not_agreed' });
  });

  it('answers nobody without the rejoin key of the participant', async () => {
    const [meal, otherMeal] = [await running.createMeal(), await running.createMeal()];
    const [one, other] = [await running.join(meal.mealId), await running.join(meal.mealId)];
    const stranger = await running.join(otherMeal.mealId);
    for (const key of [other.rejoinKey, stranger.rejoinKey, 'x.y.z', '']) {
      expect((await renew(meal.mealId, one, one.connectionId, key)).status).toBe(401);
    }
    for (const key of [stranger.rejoinKey, 'x', '']) {
      expect((await running.get(`/api/meals/${meal.mealId}/motions`, key)).status).toBe(401);
    }
    expect((await running.get(`/api/meals/${meal.mealId}/motions`, one.rejoinKey)).body).toEqual({ motions: [] });
  });
});
