import { writeParticipantIdentity, writeScreenIdentity, type JoinedMeal } from '@bapsang/shared';
import { BODY_LIMIT } from '../start-api';
import { eventually } from '../testing/eventually.spec-support';
import { RunningApi } from '../testing/running-api.spec-support';
import { DiallingWorker, report } from '../testing/worker.spec-support';

const OPENVIDU_WEBHOOK_SECRET = 'webhook-secret-of-the-tests';
const PATH = '/api/openvidu/webhook';

/** Since when OpenVidu's sessions of the tests exist. */
const CREATED_AT = 1_700_000_000_000;

function webhook(event: string, sessionId: string, more: object = {}): object {
  return { event, sessionId, uniqueSessionId: `${sessionId}_${CREATED_AT}`, timestamp: Date.now(), ...more };
}

describe('POST /api/openvidu/webhook', () => {
  let running: RunningApi;

  beforeEach(async () => {
    running = await RunningApi.start({ OPENVIDU_WEBHOOK_SECRET });
  });

  afterEach(async () => running.close());

  async function statusOf(body: unknown, bearer?: string): Promise<number> {
    return (await running.post(PATH, body, bearer)).status;
  }

  it('is open to who knows its secret alone', async () => {
    const body = webhook('sessionCreated', 'A');
    await expect(statusOf(body, OPENVIDU_WEBHOOK_SECRET)).resolves.toBe(200);
    for (const bearer of [undefined, 'wrong', `${OPENVIDU_WEBHOOK_SECRET}x`, OPENVIDU_WEBHOOK_SECRET.slice(1)]) {
      await expect(statusOf(body, bearer)).resolves.toBe(401);
    }
  });

  it('is not there where no secret is configured', async () => {
    const without = await RunningApi.start();
    try {
      const answers = [undefined, 'undefined', OPENVIDU_WEBHOOK_SECRET].map((bearer) => without.post(PATH, {}, bearer));
      expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([404, 404, 404]);
    } finally {
      await without.close();
    }
  });

  it('acknowledges what nobody wants to know, and what it knows with more in it', async () => {
    const left = { connectionId: 'con_1', startTime: 1, duration: 5, reason: 'disconnect', ip: '::1', serverData: '' };
    const screen = { ...left, serverData: writeScreenIdentity({ screenOf: 'minji', displayName: 'x' }) };
    for (const body of [
      { event: 'webrtcConnectionCreated', streamId: 'x' },
      { event: 'nodeCrashed' },
      webhook('participantLeft', 'A', { ...left, anythingNew: { deep: [1] } }),
      webhook('participantLeft', 'A', screen),
      webhook('sessionDestroyed', 'A', { startTime: 1, duration: 5, reason: 'lastParticipantLeft' }),
    ]) {
      await expect(statusOf(body, OPENVIDU_WEBHOOK_SECRET)).resolves.toBe(200);
    }
  });

  it('refuses what OpenVidu does not write', async () => {
    const joined = { connectionId: 'con_1', serverData: '' };
    for (const body of [
      {},
      '[]',
      { event: 5 },
      { event: 'sessionCreated' },
      { ...webhook('sessionCreated', 'A'), uniqueSessionId: 'B_1' },
      { ...webhook('sessionCreated', 'A'), timestamp: 'now' },
      webhook('sessionCreated', '../A'),
      webhook('participantJoined', 'A', { ...joined, connectionId: {} }),
      webhook('participantLeft', 'A', joined),
    ]) {
      await expect(statusOf(body, OPENVIDU_WEBHOOK_SECRET)).resolves.toBe(400);
    }
    const large = webhook('participantJoined', 'A', { ...joined, clientData: 'x'.repeat(BODY_LIMIT) });
    await expect(statusOf(large, OPENVIDU_WEBHOOK_SECRET)).resolves.toBe(413);
  });

  describe('that somebody left', () => {
    let worker: DiallingWorker;
    let mealId: string;
    let joined: JoinedMeal;
    /** Leaves last, so that what was told before has had its effect. */
    let last: JoinedMeal;

    beforeEach(async () => {
      worker = await DiallingWorker.register(running.api.url, 'worker');
      mealId = (await running.createMeal()).mealId;
      [joined, last] = [await running.join(mealId), await running.join(mealId)];
      running.openvidu.activate(joined.connectionId);
      const { participantId, connectionId } = joined;
      await worker.report(report({ mealId, participantId, connectionId }));
    });

    afterEach(() => worker.close());

    function personOf({ participantId, connectionId }: JoinedMeal): object {
      const identity = { participantId, displayName: 'x', recognition: 'server', host: false } as const;
      return { connectionId, participantId: connectionId, serverData: writeParticipantIdentity(identity) };
    }

    function left(who: JoinedMeal, reason: string): object {
      return webhook('participantLeft', mealId, { ...personOf(who), startTime: CREATED_AT, duration: 1, reason });
    }

    function toldAs(recognition: string): number {
      return running.openvidu.signals.filter(({ data }) => data.recognition === recognition).length;
    }

    async function lastLeaves(): Promise<void> {
      await statusOf(left(last, 'disconnect'), OPENVIDU_WEBHOOK_SECRET);
      await eventually(() => worker.releases.includes(last.participantId));
    }

    it('gives their place at the worker back, and tells the table once, however often it is told', async () => {
      const flood = Array.from({ length: 100 }, () =>
        statusOf(left(joined, 'networkDisconnect'), OPENVIDU_WEBHOOK_SECRET),
      );
      expect(new Set(await Promise.all(flood))).toEqual(new Set([200]));
      await eventually(() => worker.releases.length > 0 && toldAs('paused') > 0);
      await statusOf(webhook('participantJoined', mealId, personOf(joined)), OPENVIDU_WEBHOOK_SECRET);
      await lastLeaves();
      expect([worker.releases.filter((id) => id === joined.participantId).length, toldAs('paused')]).toEqual([1, 1]);
      expect(worker.withdrawals).toEqual([]);
    });

    it('has no worker look at who was made to leave', async () => {
      await statusOf(left(joined, 'forceDisconnectByServer'), OPENVIDU_WEBHOOK_SECRET);
      await eventually(() => worker.withdrawals.some(({ participantId }) => participantId === joined.participantId));
    });

    it('changes nothing for who came back meanwhile', async () => {
      const back = await running.join(mealId, { rejoinKey: joined.rejoinKey });
      await statusOf(left(joined, 'networkDisconnect'), OPENVIDU_WEBHOOK_SECRET);
      await lastLeaves();
      expect(worker.releases).not.toContain(back.participantId);
      expect(toldAs('paused')).toBe(0);
      await worker.load();
      const { participantId } = back;
      const path = `/api/meals/${mealId}/participants/${participantId}/recognition`;
      running.openvidu.activate(back.connectionId);
      const renewed = await running.post(path, { connectionId: back.connectionId }, back.rejoinKey);
      expect(renewed.body).toHaveProperty('ticket');
    });
  });
});
