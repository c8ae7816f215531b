import fc from 'fast-check';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { CloudWatchFigures, type CloudWatchFigure } from './cloudwatch-figures';

const NOW = new Date('2026-11-23T12:00:00Z');

describe('CloudWatchFigures', () => {
  let registry: Registry;

  beforeEach(() => (registry = new Registry()));

  function figures(...chosen: Partial<CloudWatchFigure>[]): CloudWatchFigures {
    return new CloudWatchFigures(
      registry,
      chosen.map((figure) => ({ metric: 'metric', name: 'Figure', unit: 'Count', ...figure })),
    );
  }

  function gauge(values: Record<string, number>): Gauge {
    const metric = new Gauge({ name: 'metric', help: 'help', labelNames: ['process'], registers: [registry] });
    for (const [process, value] of Object.entries(values)) metric.set({ process }, value);
    return metric;
  }

  function refusals(): Counter {
    return new Counter({ name: 'metric', help: 'help', labelNames: ['reason'], registers: [registry] });
  }

  it('states name, unit and time of a figure', async () => {
    new Gauge({ name: 'metric', help: 'help', registers: [registry] }).set(0.25);
    const { data } = await figures({ name: 'FleetLoad', unit: 'None' }).measure(NOW);
    expect(data).toEqual([{ MetricName: 'FleetLoad', Unit: 'None', Timestamp: NOW, Value: 0.25 }]);
  });

  it('adds up the series of a gauge, or takes the greatest', async () => {
    gauge({ a: 1, b: 3, c: 2 });
    const { data } = await figures({ name: 'Sum' }, { name: 'Max', merge: 'max' }).measure(NOW);
    expect(data.map(({ Value }) => Value)).toEqual([6, 3]);
  });

  it('leaves out what has no series, and what the registry does not know', async () => {
    gauge({});
    expect((await figures({}, { metric: 'another' }, { by: 'process' }).measure(NOW)).data).toEqual([]);
  });

  it('counts only the series that were asked for', async () => {
    gauge({ a: 1, b: 3 });
    expect((await figures({ where: { process: 'b' } }).measure(NOW)).data).toMatchObject([{ Value: 3 }]);
  });

  it('makes a dimension of a label', async () => {
    const counter = refusals();
    counter.inc({ reason: 'no_room' }, 2);
    counter.inc({ reason: 'draining' });
    expect((await figures({ by: 'reason' }).measure(NOW)).data).toMatchObject([
      { Dimensions: [{ Name: 'Reason', Value: 'no_room' }], Value: 2 },
      { Dimensions: [{ Name: 'Reason', Value: 'draining' }], Value: 1 },
    ]);
  });

  it('gives of a counter what was added since the last measurement that was accepted', async () => {
    const counter = refusals();
    const chosen = figures({});
    counter.inc({ reason: 'no_room' }, 5);
    (await chosen.measure(NOW)).accept();
    counter.inc({ reason: 'draining' }, 2);
    expect((await chosen.measure(NOW)).data).toMatchObject([{ Value: 2 }]);
    counter.inc({ reason: 'draining' });
    const afterFailure = await chosen.measure(NOW);
    expect(afterFailure.data).toMatchObject([{ Value: 3 }]);
    afterFailure.accept();
    expect((await chosen.measure(NOW)).data).toMatchObject([{ Value: 0 }]);
  });

  it('neither loses nor repeats a count, whichever pushes fail', async () => {
    const step = fc.record({ added: fc.nat(5), accepted: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 20 }), async (steps) => {
        registry = new Registry();
        const counter = refusals();
        const chosen = figures({});
        let [added, arrived] = [0, 0];
        for (const { added: more, accepted } of [...steps, { added: 0, accepted: true }]) {
          counter.inc({ reason: 'no_room' }, more);
          added += more;
          const { data, accept } = await chosen.measure(NOW);
          if (!accepted) continue;
          arrived += data[0]?.Value ?? 0;
          accept();
        }
        expect(arrived).toBe(added);
      }),
    );
  });

  describe('of a histogram', () => {
    let durations: Histogram;

    beforeEach(() => {
      durations = new Histogram({
        name: 'metric',
        help: 'help',
        labelNames: ['step'],
        buckets: [0.1, 0.5, 1],
        registers: [registry],
      });
    });

    it('gives every observation at the upper bound of its bucket, those beyond the last at that one', async () => {
      for (const duration of [0.05, 0.1, 0.3, 2, 3]) durations.observe({ step: 'total' }, duration);
      durations.observe({ step: 'face' }, 0.7);
      const { data } = await figures({ unit: 'Seconds' }).measure(NOW);
      expect(data).toMatchObject([{ Values: [0.1, 0.5, 1], Counts: [2, 1, 3] }]);
      const total = await figures({ where: { step: 'total' } }).measure(NOW);
      expect(total.data).toMatchObject([{ Values: [0.1, 0.5, 1], Counts: [2, 1, 2] }]);
    });

    it('gives what was added since the last accepted measurement, and nothing where nothing was', async () => {
      const chosen = figures({});
      expect((await chosen.measure(NOW)).data).toEqual([]);
      durations.observe({ step: 'total' }, 0.3);
      (await chosen.measure(NOW)).accept();
      expect((await chosen.measure(NOW)).data).toEqual([]);
      durations.observe({ step: 'total' }, 0.01);
      expect((await chosen.measure(NOW)).data).toMatchObject([{ Values: [0.1], Counts: [1] }]);
    });
  });
});
