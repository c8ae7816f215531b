import { SharedRedis } from '../../testing/shared-redis.spec-support';
import { DEVICE_FORGOTTEN_AFTER, DEVICE_PAUSED_AFTER } from './device-record';
import { DeviceRecords } from './device-records';

const INTERVAL = 500;
const minji = { mealId: 'm', participantId: 'minji' };

describe('DeviceRecords of two instances of the api', () => {
  let redis: SharedRedis;
  let one: DeviceRecords;
  let other: DeviceRecords;

  beforeEach(async () => {
    redis = await SharedRedis.start();
    [one, other] = [new DeviceRecords(await redis.open()), new DeviceRecords(await redis.open())];
  });

  afterEach(() => redis.close());

  it('allow a browser together no more than one would', async () => {
    const requests = Array.from({ length: 30 }, (_, index) => (index % 2 ? one : other).takeRequest(minji, 0));
    expect((await Promise.all(requests)).filter(Boolean)).toHaveLength(10);
    const another = one.takeRequest({ ...minji, participantId: 'jun' }, 0);
    await expect(another).resolves.toBe(true);
  });

  it('find at one of them who has fallen silent, until it is noted', async () => {
    await one.hear(minji, 'con_1', 0);
    await other.hear({ ...minji, participantId: 'jun' }, 'con_2', INTERVAL);
    await expect(one.findSilent(INTERVAL, DEVICE_PAUSED_AFTER - INTERVAL)).resolves.toEqual([]);
    const found = await Promise.all([one, other].map((records) => records.findSilent(INTERVAL, DEVICE_PAUSED_AFTER)));
    expect(found.flat()).toEqual([{ ...minji, connectionId: 'con_1' }]);
    await one.noteSilence(minji, DEVICE_PAUSED_AFTER);
    await expect(other.findSilent(INTERVAL, DEVICE_PAUSED_AFTER + INTERVAL)).resolves.toEqual([
      { mealId: 'm', participantId: 'jun', connectionId: 'con_2' },
    ]);
  });

  it('do not note as silent who was heard meanwhile', async () => {
    await one.hear(minji, 'con_1', 0);
    await other.hear(minji, 'con_1', DEVICE_PAUSED_AFTER);
    await one.noteSilence(minji, DEVICE_PAUSED_AFTER);
    await expect(one.findSilent(INTERVAL, 2 * DEVICE_PAUSED_AFTER)).resolves.toHaveLength(1);
  });

  it('forget who has been quiet for long', async () => {
    await one.hear(minji, 'con_1', 0);
    await one.findSilent(INTERVAL, DEVICE_FORGOTTEN_AFTER);
    await other.noteSilence(minji, DEVICE_FORGOTTEN_AFTER);
    await expect(other.findSilent(INTERVAL, DEVICE_FORGOTTEN_AFTER + INTERVAL)).resolves.toEqual([]);
  });
});
