import { Counter, Registry } from 'prom-client';
import type { LogFields, Logger } from '../logging/logger';
import { CloudWatchFigures } from './cloudwatch-figures';
import { CloudWatchPush } from './cloudwatch-push';
import { CloudWatchServer } from './cloudwatch-server.spec-support';

/** ms */
const INTERVAL = 20;

const CREDENTIALS = { AWS_ACCESS_KEY_ID: 'AKIATEST', AWS_SECRET_ACCESS_KEY: 'a-secret-key' };

describe('CloudWatchPush', () => {
  const before = { ...process.env };
  let server: CloudWatchServer;
  let push: CloudWatchPush | undefined;
  let counter: Counter;
  let lines: { event: string; fields: LogFields }[];

  beforeEach(async () => {
    Object.assign(process.env, CREDENTIALS);
    server = await CloudWatchServer.start();
    lines = [];
  });

  afterEach(async () => {
    await push?.close();
    await server.close();
    process.env = { ...before };
  });

  function open(namespace: string | undefined = 'Bapsang/test'): void {
    const registry = new Registry();
    counter = new Counter({ name: 'refused', help: 'help', registers: [registry] });
    const figures = new CloudWatchFigures(registry, [{ metric: 'refused', name: 'TicketsRefused', unit: 'Count' }]);
    const note = (event: string, fields: LogFields = {}): void => void lines.push({ event, fields });
    const logger: Logger = { debug: note, info: note, warn: note, error: note };
    push = CloudWatchPush.open({
      environment: { CLOUDWATCH_NAMESPACE: namespace, AWS_REGION: 'eu-central-1', CLOUDWATCH_ENDPOINT: server.url },
      measure: (now) => figures.measure(now),
      logger,
      interval: INTERVAL,
    });
  }

  /** What has arrived of the counter. */
  function arrived(): number {
    return server.pushes.reduce((sum, { MetricData }) => sum + (MetricData[0]?.Value ?? 0), 0);
  }

  it('does nothing without a namespace', () => {
    open('');
    expect(push).toBeUndefined();
    expect(lines).toEqual([]);
  });

  it('pushes at once, then again and again, signed, into the namespace', async () => {
    const began = Date.now() / 1000;
    open();
    await server.until(() => server.pushes.length >= 3);
    const [first] = server.pushes;
    expect(first).toMatchObject({
      target: 'GraniteServiceVersion20100801.PutMetricData',
      Namespace: 'Bapsang/test',
      MetricData: [{ MetricName: 'TicketsRefused', Unit: 'Count', Value: 0 }],
    });
    expect(first?.MetricData[0]?.Timestamp).toBeGreaterThanOrEqual(Math.floor(began));
    expect(first?.authorization).toContain('AKIATEST/');
    expect(first?.authorization).toContain('/eu-central-1/monitoring/aws4_request');
    expect(lines.map(({ event }) => event)).toEqual(['cloudwatch.opened']);
  });

  it('pushes what was added since the last push', async () => {
    open();
    counter.inc(3);
    await server.until(() => arrived() === 3);
    const pushes = server.pushes.length;
    await server.until(() => server.pushes.length > pushes + 1);
    counter.inc(2);
    await server.until(() => arrived() >= 5);
    expect(arrived()).toBe(5);
  });

  it('says once that it fails and once that it works again, without secrets, and loses no count', async () => {
    server.answer = 'refused';
    open();
    counter.inc(3);
    await server.until(() => server.asked >= 3);
    server.answer = 'taken';
    counter.inc();
    await server.until(() => server.pushes.length >= 2);
    expect(arrived()).toBe(4);
    expect(lines.map(({ event }) => event)).toEqual(['cloudwatch.opened', 'cloudwatch.failed', 'cloudwatch.restored']);
    expect(lines[1]?.fields).toEqual({
      namespace: 'Bapsang/test',
      name: 'AccessDenied',
      message: 'Not authorized to perform PutMetricData',
    });
    expect(JSON.stringify(lines)).not.toContain('a-secret-key');
  });

  it('closes while CloudWatch does not answer, and does not push twice at once meanwhile', async () => {
    server.answer = 'never';
    open();
    await server.until(() => server.asked === 1);
    await new Promise((resolve) => setTimeout(resolve, 5 * INTERVAL));
    expect(server.asked).toBe(1);
    await push?.close();
    expect(lines.map(({ event }) => event)).toEqual(['cloudwatch.opened']);
  });
});
