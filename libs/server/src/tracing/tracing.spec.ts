import type { LogFields, Logger } from '../logging/logger';
import type { TelemetryEnvironment } from './telemetry-environment';
import { TraceReceiver } from './trace-receiver.spec-support';
import { Tracing } from './tracing';
import { currentWork, traced, within } from './work';

const PARENT = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

function environment(endpoint: string | undefined, ratio = 1): TelemetryEnvironment {
  return { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_TRACES_SAMPLER_ARG: ratio };
}

describe('Tracing', () => {
  const lines: [string, LogFields | undefined][] = [];
  const note = (event: string, fields?: LogFields): void => void lines.push([event, fields]);
  const logger: Logger = { debug: note, info: note, warn: note, error: note };
  let receiver: TraceReceiver;

  beforeEach(async () => {
    lines.splice(0);
    receiver = await TraceReceiver.start();
  });

  afterEach(() => receiver.close());

  it('is off without a collector, and what would be traced runs all the same', async () => {
    const tracing = await Tracing.open('kitchen', environment(undefined), logger);
    expect(tracing).toBe(Tracing.off);
    const ran = await tracing.trace('cook', { correlationId: 'one' }, () =>
      traced('stir', {}, () => Promise.resolve(currentWork())),
    );
    expect(ran).toEqual({ correlationId: 'one' });
    expect(lines).toEqual([]);
    await tracing.close();
  });

  it('sends a step within a step, and goes on with the trace of another process', async () => {
    const tracing = await Tracing.open('kitchen', environment(receiver.url), logger);
    const begin = { parent: PARENT, correlationId: 'one', attributes: { pans: 2 } };
    await tracing.trace('cook', begin, async () => {
      await traced('stir', { spoon: 'wood' }, () => Promise.resolve());
      currentWork().span?.record('wait', 1000, 2000);
    });
    await tracing.close();
    const [cook] = receiver.named('cook');
    expect(cook).toMatchObject({
      service: 'bapsang-kitchen',
      traceId: '0af7651916cd43dd8448eb211c80319c',
      parentSpanId: 'b7ad6b7169203331',
      attributes: { pans: 2, 'bapsang.correlation_id': 'one' },
    });
    const steps = receiver.spans.filter(({ parentSpanId }) => parentSpanId === cook?.spanId).map(({ name }) => name);
    expect(steps.sort()).toEqual(['stir', 'wait']);
  });

  it('tells of an error its kind alone, and hands it on', async () => {
    const tracing = await Tracing.open('kitchen', environment(receiver.url), logger);
    const burn = (): Promise<never> => Promise.reject(new TypeError('the secret recipe'));
    await expect(tracing.trace('burn', {}, burn)).rejects.toThrow('the secret recipe');
    await tracing.close();
    expect(receiver.named('burn')).toMatchObject([{ attributes: { 'error.type': 'TypeError' } }]);
    expect(receiver.text).not.toContain('secret recipe');
  });

  it('writes the share of traces that it is asked to, and those that began elsewhere as they began', async () => {
    const tracing = await Tracing.open('kitchen', environment(receiver.url, 0), logger);
    await tracing.trace('here', {}, () => Promise.resolve());
    await tracing.trace('written', { parent: PARENT }, () => Promise.resolve());
    await tracing.trace('left out', { parent: PARENT.replace(/01$/, '00') }, () => Promise.resolve());
    await tracing.close();
    expect(receiver.spans.map(({ name }) => name)).toEqual(['written']);
  });

  it('goes on without its collector, says so once, and says when it is back', async () => {
    const { port, url } = receiver;
    await receiver.close();
    const tracing = await Tracing.open('kitchen', environment(url), logger);
    const failures = (): number => lines.filter(([event]) => event === 'traces.failed').length;
    const until = async (done: () => boolean): Promise<void> => {
      for (let tries = 0; tries < 400 && !done(); tries += 1) {
        await tracing.trace('cook', {}, () => Promise.resolve());
        await new Promise((resolve) => setTimeout(resolve, 25));
      }
    };
    // More than wait at once are dropped.
    for (let span = 0; span < 5000; span += 1) tracing.begin('cook')?.end();
    await until(() => failures() > 0);
    receiver = await TraceReceiver.start(port);
    await until(() => lines.some(([event]) => event === 'traces.restored'));
    await tracing.close();
    expect(lines.map(([event]) => event)).toEqual(['traces.opened', 'traces.failed', 'traces.restored']);
    expect(receiver.spans.length).toBeLessThan(4000);
  });
});

describe('within', () => {
  it('gives work to what it runs and awaits, and to nothing else', async () => {
    const seen = await Promise.all(
      ['one', 'two'].map((correlationId) =>
        within({ correlationId }, async () => {
          await new Promise((resolve) => setImmediate(resolve));
          return currentWork().correlationId;
        }),
      ),
    );
    expect(seen).toEqual(['one', 'two']);
    expect(within({ correlationId: 'one' }, () => within({}, () => currentWork()))).toEqual({});
    expect(currentWork()).toEqual({});
  });
});
