import { SharedRedis } from '../testing/shared-redis.spec-support';
import { silentLogger } from '../testing/silent-logger.spec-support';
import { RememberedSessions } from './remembered-sessions';

describe('RememberedSessions of two instances of the api', () => {
  let redis: SharedRedis;
  let one: RememberedSessions;
  let other: RememberedSessions;

  beforeEach(async () => {
    redis = await SharedRedis.start();
    [one, other] = [
      new RememberedSessions(await redis.open(), silentLogger),
      new RememberedSessions(await redis.open(), silentLogger),
    ];
  });

  afterEach(() => redis.close());

  it('remember how a session was asked for last, under the id that it has', async () => {
    await one.remember('ses_1', { mediaMode: 'RELAYED' });
    await other.remember('ses_1', { mediaMode: 'ROUTED' });
    await expect(one.find('ses_1')).resolves.toEqual({ mediaMode: 'ROUTED', customSessionId: 'ses_1' });
    await expect(one.find('ses_2')).resolves.toBeUndefined();
  });

  it('remember nothing, and do no harm, while Redis is away', async () => {
    await redis.server.close();
    await one.remember('ses_1', {});
    await expect(one.find('ses_1')).resolves.toBeUndefined();
  });
});
