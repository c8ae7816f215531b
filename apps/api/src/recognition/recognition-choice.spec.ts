import type { JoinedMeal, MotionSignal, RecognitionAnswer, RecognitionChoice, TableMotions } from '@bapsang/shared';
import { eventually } from '../testing/eventually.spec-support';
import { type Answer, RunningApi } from '../testing/running-api.spec-support';
import { DiallingWorker, report } from '../testing/worker.spec-support';

describe('the choice where motions are recognised', () => {
  let running: RunningApi;
  let worker: DiallingWorker;
  let mealId: string;
  let sequence: number;
  let chosenAt: number;

  beforeEach(async () => {
    running = await RunningApi.start();
    worker = await DiallingWorker.register(running.api.url, 'w1');
    ({ mealId } = await running.createMeal());
    sequence = 0;
    chosenAt = 1000;
  });

  afterEach(async () => {
    worker.close();
    await running.close();
  });

  async function choose(
    { participantId, connectionId, rejoinKey }: Pick<JoinedMeal, 'participantId' | 'connectionId' | 'rejoinKey'>,
    choice: RecognitionChoice,
    key = rejoinKey,
  ): Promise<Answer<RecognitionAnswer>> {
    const path = `/api/meals/${mealId}/participants/${participantId}/recognition-choice`;
    return running.put(path, { choice, connectionId, chosenAt: (chosenAt += 1) }, key);
  }

  async function renew({ participantId, connectionId, rejoinKey }: JoinedMeal): Promise<RecognitionAnswer> {
    const path = `/api/meals/${mealId}/participants/${participantId}/recognition`;
    return (await running.post<RecognitionAnswer>(path, { connectionId }, rejoinKey)).body;
  }

  async function see({ participantId, connectionId }: JoinedMeal): Promise<void> {
    const event = { kind: 'bite' as const, beganAt: 1, contactAt: 2, endedAt: 3, confidence: 1 };
    sequence += 1;
    await worker.report(report({ mealId, participantId, connectionId, sequence, events: [event] }));
  }

  async function stateOf({ participantId, rejoinKey }: JoinedMeal): Promise<MotionSignal | undefined> {
    const { body } = await running.get<TableMotions>(`/api/meals/${mealId}/motions`, rejoinKey);
    return body.motions.find((motion) => motion.participantId === participantId);
  }

  it.each(['device', 'none'] as const)('gives no ticket to who chose %s when joining', async (recognition) => {
    const joined = await running.join(mealId, { recognition });
    expect(joined.recognition).toEqual({ unavailable: 'not_agreed' });
    expect(await renew(joined)).toEqual({ unavailable: 'not_agreed' });
  });

  it('gives a ticket to who consents later, and tells the table that recognition begins', async () => {
    const joined = await running.join(mealId, { recognition: 'none' });
    running.openvidu.activate(joined.connectionId);
    const { status, body } = await choose(joined, 'server');
    expect([status, body]).toMatchObject([200, { ticket: expect.any(String) }]);
    await eventually(() => running.openvidu.signals.at(-1)?.data.recognition === 'paused');
    expect(await renew(joined)).toMatchObject({ ticket: expect.any(String) });
    await see(joined);
    expect(await stateOf(joined)).toMatchObject({ recognition: 'active', motion: 'chew', totals: { bites: 1 } });
  });

  it.each(['device', 'none'] as const)('ends recognition at once when the consent gives way to %s', async (choice) => {
    const joined = await running.join(mealId);
    running.openvidu.activate(joined.connectionId);
    await see(joined);
    const { status, body } = await choose(joined, choice);
    expect([status, body]).toEqual([200, { unavailable: 'not_agreed' }]);
    expect(worker.withdrawals).toEqual([{ participantId: joined.participantId, withdrawnAt: expect.any(Number) }]);
    expect(await renew(joined)).toEqual({ unavailable: 'not_agreed' });
    const state = {
      recognition: choice === 'none' ? 'off' : 'paused',
      motion: 'unknown',
      totals: { bites: 1, sips: 0 },
    };
    await eventually(() => running.openvidu.signals.at(-1)?.data.recognition === state.recognition);
    await see(joined);
    expect(await stateOf(joined)).toMatchObject(state);
    expect(running.openvidu.signals.at(-1)).toMatchObject({ type: 'signal:motion', data: state });
    expect(running.openvidu.signals.at(-1)).not.toHaveProperty('to');
  });

  it('withdraws without asking OpenVidu or a worker that answers', async () => {
    const joined = await running.join(mealId);
    running.openvidu.intercept = () => 503;
    worker.close();
    expect((await choose(joined, 'none')).status).toBe(200);
    running.openvidu.intercept = () => undefined;
    expect(await renew(joined)).toEqual({ unavailable: 'not_agreed' });
  });

  it('tells a worker that dials in again who withdrew meanwhile, unless the consent was given anew', async () => {
    const [gone, back] = [await running.join(mealId), await running.join(mealId)];
    worker.close();
    await choose(gone, 'none');
    await choose(back, 'none');
    await choose(back, 'server');
    worker = await DiallingWorker.register(running.api.url, 'w1');
    await eventually(() => worker.withdrawals.length > 0);
    await worker.load();
    expect(worker.withdrawals.map(({ participantId }) => participantId)).toEqual([gone.participantId]);
  });

  it('dates the tickets of a new consent after the withdrawal', async () => {
    const joined = await running.join(mealId);
    await choose(joined, 'none');
    const { body } = await choose(joined, 'server');
    const [, payload = ''] = (body as { ticket: string }).ticket.split('.');
    const { iat } = JSON.parse(Buffer.from(payload, 'base64url').toString()) as { iat: number };
    expect(iat).toBeGreaterThanOrEqual(worker.withdrawals[0]?.withdrawnAt ?? Infinity);
  });

  it('does not let a consent that comes late undo a withdrawal', async () => {
    const joined = await running.join(mealId, { recognition: 'none' });
    let letGo: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (letGo = resolve));
    running.openvidu.intercept = async ({ method }) => {
      if (method === 'GET') await held;
      return undefined;
    };
    const consent = choose(joined, 'server');
    await eventually(() =>
      running.openvidu.requests.some(({ method, path }) => method === 'GET' && path.includes(mealId)),
    );
    await choose(joined, 'none');
    letGo();
    expect((await consent).body).toEqual({ unavailable: 'not_agreed' });
    expect(await renew(joined)).toEqual({ unavailable: 'not_agreed' });
  });

  it('gives back the place that a withdrawn ticket reserved', async () => {
    worker.close();
    worker = await DiallingWorker.register(running.api.url, 'w2', { places: 1 });
    const joined = await running.join(mealId);
    expect(joined.recognition).toHaveProperty('ticket');
    await choose(joined, 'none');
    expect((await running.join(mealId)).recognition).toHaveProperty('ticket');
  });

  it('takes the choice of a rejoin in place of the one before, and keeps the totals', async () => {
    const joined = await running.join(mealId);
    running.openvidu.activate(joined.connectionId);
    await see(joined);
    const again = await running.join(mealId, { recognition: 'none', rejoinKey: joined.rejoinKey });
    expect(again.recognition).toEqual({ unavailable: 'not_agreed' });
    expect(worker.withdrawals).toHaveLength(1);
    expect(await stateOf(again)).toMatchObject({ recognition: 'off', totals: { bites: 1, sips: 0 } });
  });

  it('takes a choice from nobody but the participant, and no consent from who was removed', async () => {
    const [one, other] = [await running.join(mealId, { recognition: 'none' }), await running.join(mealId)];
    expect((await choose(one, 'server', other.rejoinKey)).status).toBe(401);
    const { participantId, rejoinKey } = one;
    expect((await choose({ participantId, rejoinKey, connectionId: other.connectionId }, 'server')).status).toBe(404);
    const { body } = await running.post<{ mealId: string; hostKey: string }>('/api/meals');
    mealId = body.mealId;
    const removed = await running.join(mealId);
    const path = `/api/meals/${mealId}/participants/${removed.participantId}`;
    await running.request(path, { method: 'DELETE', headers: { Authorization: `Bearer ${body.hostKey}` } });
    expect((await choose(removed, 'server')).body).toMatchObject({ code: 'removed_from_meal' });
    expect((await choose(removed, 'none')).status).toBe(200);
  });
});
