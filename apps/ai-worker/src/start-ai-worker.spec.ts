import { readEnvironment } from '@bapsang/server';
import { CloudWatchServer } from '../../../libs/server/src/metrics/cloudwatch-server.spec-support';
import { AiWorkerEnvironment } from './configuration/ai-worker-environment';
import { WORKER_CLOUDWATCH_FIGURES } from './health/worker-cloudwatch-figures';
import { startAiWorker } from './start-ai-worker';
import { RecordedLog } from './testing/recorded-log.spec-support';

const CREDENTIALS = { AWS_ACCESS_KEY_ID: 'AKIATEST', AWS_SECRET_ACCESS_KEY: 'a-secret-key' };

const VARIABLES = { WORKER_SECRET: 'a secret of some length', WORKER_PORT: '0', WORKER_PROCESSES: '1' };

describe('startAiWorker', () => {
  const before = { ...process.env };
  let cloudWatch: CloudWatchServer;

  beforeEach(async () => {
    Object.assign(process.env, CREDENTIALS);
    cloudWatch = await CloudWatchServer.start();
  });

  afterEach(async () => {
    await cloudWatch.close();
    process.env = { ...before };
  });

  it('pushes its figures to CloudWatch where a namespace is configured, from its start on', async () => {
    const environment = readEnvironment(AiWorkerEnvironment, {
      ...VARIABLES,
      CLOUDWATCH_NAMESPACE: 'Bapsang/test',
      AWS_REGION: 'eu-central-1',
      CLOUDWATCH_ENDPOINT: cloudWatch.url,
    });
    const worker = await startAiWorker(environment, new RecordedLog());
    await cloudWatch.until(() => cloudWatch.pushes.length === 1);
    await worker.close();
    const figures = new Map(cloudWatch.pushes[0]?.MetricData.map((figure) => [figure.MetricName, figure]));
    expect(figures.get('WorkerParticipants')).toMatchObject({ Value: 0, Unit: 'Count' });
    expect(figures.get('WorkerProcesses')).toMatchObject({ Value: 0 });
    expect(figures.get('WorkerFrames')).toMatchObject({ Value: 0 });
  });

  it('shows on /metrics whatever it would push', async () => {
    const worker = await startAiWorker(readEnvironment(AiWorkerEnvironment, VARIABLES), new RecordedLog());
    const text = await (await fetch(`${worker.url}/metrics`)).text();
    await worker.close();
    const missing = WORKER_CLOUDWATCH_FIGURES.filter(({ metric }) => !text.includes(`# TYPE ${metric} `));
    expect(missing).toEqual([]);
    expect(cloudWatch.asked).toBe(0);
  });
});
