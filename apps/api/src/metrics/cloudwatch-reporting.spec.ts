import type { INestApplicationContext } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import {
  CloudWatchServer,
  type PushedMetric,
} from '../../../../libs/server/src/metrics/cloudwatch-server.spec-support';
import { ApiEnvironment } from '../configuration/api-environment';
import { LOGGER } from '../configuration/injection-tokens';
import { WorkerRegistry } from '../recognition/dispatch/worker-registry';
import { MemorySharedState } from '../state/memory-shared-state';
import { SharedState } from '../state/shared-state';
import { testEnvironment } from '../testing/running-api.spec-support';
import { silentLogger } from '../testing/silent-logger.spec-support';
import { assignedOf, registration, report } from '../testing/worker.spec-support';
import { Clock } from '../time/clock';
import { ApiMetrics } from './api-metrics';
import { API_CLOUDWATCH_FIGURES, CloudWatchReporting } from './cloudwatch-reporting';
import { MetricsReader } from './metrics-reader';

const CREDENTIALS = { AWS_ACCESS_KEY_ID: 'AKIATEST', AWS_SECRET_ACCESS_KEY: 'a-secret-key' };

describe('CloudWatchReporting', () => {
  const before = { ...process.env };
  let cloudWatch: CloudWatchServer;
  let application: INestApplicationContext;

  async function open(namespace?: string): Promise<void> {
    const environment = testEnvironment({
      ...(namespace ? { CLOUDWATCH_NAMESPACE: namespace } : {}),
      AWS_REGION: 'eu-central-1',
      CLOUDWATCH_ENDPOINT: cloudWatch.url,
    });
    const module = await Test.createTestingModule({
      providers: [
        { provide: ApiEnvironment, useValue: environment },
        { provide: LOGGER, useValue: silentLogger },
        { provide: SharedState, useFactory: (clock: Clock) => new MemorySharedState(clock), inject: [Clock] },
        Clock,
        WorkerRegistry,
        ApiMetrics,
        MetricsReader,
        CloudWatchReporting,
      ],
    }).compile();
    const workers = module.get(WorkerRegistry);
    await workers.register(registration('w1', { places: 4 }), 'link');
    await workers.reserve('w1', assignedOf(report()), Date.now() + 60_000);
    module.get(ApiMetrics).ticketRefused('no_room');
    module.get(ApiMetrics).requestAnswered({ method: 'GET', route: '/', status: 200 }, 12);
    application = await module.init();
  }

  beforeEach(async () => {
    Object.assign(process.env, CREDENTIALS);
    cloudWatch = await CloudWatchServer.start();
  });

  afterEach(async () => {
    await application.close();
    await cloudWatch.close();
    process.env = { ...before };
  });

  /** The figures of the first push with a name. */
  async function pushed(name: string): Promise<readonly PushedMetric[]> {
    await cloudWatch.until(() => cloudWatch.pushes.length > 0);
    return cloudWatch.pushes[0]?.MetricData.filter(({ MetricName }) => MetricName === name) ?? [];
  }

  it('pushes the figure by which the fleet is scaled, the same from every instance: without dimensions', async () => {
    await open('Bapsang/test');
    const [load, ...others] = await pushed('FleetLoad');
    expect(others).toEqual([]);
    expect(load).toEqual({ MetricName: 'FleetLoad', Unit: 'None', Value: 0.25, Timestamp: expect.any(Number) });
  });

  it('pushes refused tickets together and by reason', async () => {
    await open('Bapsang/test');
    const refused = await pushed('TicketsRefused');
    const byReason = refused.map(({ Dimensions, Value }) => [Dimensions?.map(({ Value }) => Value).join(), Value]);
    expect(byReason).toEqual([
      [undefined, 1],
      ['no_worker', 0],
      ['draining', 0],
      ['no_room', 1],
      ['not_ready', 0],
    ]);
  });

  it('pushes durations so that percentiles can be made of them', async () => {
    await open('Bapsang/test');
    expect(await pushed('RequestDuration')).toMatchObject([{ Values: [0.025], Counts: [1], Unit: 'Seconds' }]);
  });

  it('pushes what is on /metrics', async () => {
    await open();
    const { registry } = application.get(ApiMetrics);
    expect(API_CLOUDWATCH_FIGURES.filter(({ metric }) => !registry.getSingleMetric(metric))).toEqual([]);
    expect(cloudWatch.asked).toBe(0);
  });
});
