import { RunningApi } from '../testing/running-api.spec-support';
import { DiallingWorker } from '../testing/worker.spec-support';

describe('health', () => {
  it('is live as soon as it answers, and ready once OpenVidu and a worker are there', async () => {
    const running = await RunningApi.start();
    expect((await running.get('/health/live')).status).toBe(200);
    const before = await running.get('/health/ready');
    expect([before.status, before.body]).toEqual([503, { ready: false, missing: ['worker'] }]);
    const worker = await DiallingWorker.register(running.api.url, 'w1');
    const after = await running.get('/health/ready');
    expect([after.status, after.body]).toEqual([200, { ready: true, missing: [] }]);
    await running.openvidu.close();
    expect((await running.get('/health/ready')).body).toEqual({ ready: false, missing: ['openvidu'] });
    worker.close();
    await running.api.close();
  });

  it('is ready without a worker where recognition is switched off', async () => {
    const running = await RunningApi.start({ RECOGNITION: 'off' });
    expect((await running.get('/health/ready')).status).toBe(200);
    await running.close();
  });
});
