import type { MetricDatum, StandardUnit } from '@aws-sdk/client-cloudwatch';
import type { MetricObjectWithValues, MetricValue, Registry } from 'prom-client';

/** One figure of a registry that goes to CloudWatch. */
export interface CloudWatchFigure {
  /** Its name in the registry. */
  readonly metric: string;
  /** Its name in CloudWatch. */
  readonly name: string;
  readonly unit: StandardUnit;
  /** Only series with these labels count. Not set: all. */
  readonly where?: Readonly<Record<string, string>>;
  /**
   * A label whose values become metrics of their own, with a dimension that bears the label's name with a capital letter. Not
   * set: all series become one.
   */
  readonly by?: string;
  /** What is made of several series of a gauge: their `sum` (default) or the greatest of them. Counters and histograms add up. */
  readonly merge?: 'sum' | 'max';
}

/** Figures at one moment. */
export interface Measurement {
  readonly data: readonly MetricDatum[];
  /** To be called once CloudWatch has them: only then counters and histograms begin anew. */
  readonly accept: () => void;
}

/** The type that `getMetricsAsJSON` states for each metric is the enum's number, what it gives is the word. */
type ReadMetric = Omit<MetricObjectWithValues<MetricValue<string>>, 'type'> & { readonly type: unknown };

/** What is told apart of one metric: the series of its registry that become one of CloudWatch. */
interface Series {
  readonly figure: CloudWatchFigure;
  /** Value of the label {@link CloudWatchFigure.by}. */
  readonly dimension?: string;
  readonly values: readonly MetricValue<string>[];
}

/**
 * Reads chosen figures of a registry as CloudWatch wants them: gauges as they are; counters as what was added since the last
 * measurement that was accepted; histograms likewise, every observation at the upper bound of its bucket (beyond the last, at that
 * one's), so that percentiles err by no more than the width of a bucket, upwards.
 */
export class CloudWatchFigures {
  /** What CloudWatch has got, by series: the value of a counter, the count of a bucket. */
  #accepted: ReadonlyMap<string, number> = new Map();

  constructor(
    private readonly registry: Registry,
    private readonly figures: readonly CloudWatchFigure[],
  ) {}

  /**
   * Reads all figures. One without a series, such as a gauge of which nothing is known at the moment, is left out.
   * @param now when, which CloudWatch is told
   */
  async measure(now: Date): Promise<Measurement> {
    const counts = new Map<string, number>();
    const data: MetricDatum[] = [];
    for (const figure of this.figures) {
      const metric = (await this.registry.getSingleMetric(figure.metric)?.get()) as ReadMetric | undefined;
      if (!metric) continue;
      for (const series of seriesOf(figure, metric.values)) {
        const read = this.#read(String(metric.type), series, counts);
        if (read) data.push({ ...describe(series), Timestamp: now, ...read });
      }
    }
    return { data, accept: () => (this.#accepted = counts) };
  }

  #read(type: string, series: Series, counts: Map<string, number>): Partial<MetricDatum> | undefined {
    const { figure, dimension, values } = series;
    const key = `${figure.name} ${dimension ?? ''}`;
    if (type === 'histogram') return this.#readHistogram(key, values, counts);
    if (type !== 'counter') return { Value: figure.merge === 'max' ? Math.max(...numbersOf(values)) : sumOf(values) };
    return { Value: this.#added(key, sumOf(values), counts) };
  }

  #readHistogram(
    key: string,
    values: readonly MetricValue<string>[],
    counts: Map<string, number>,
  ): Partial<MetricDatum> | undefined {
    let below = 0;
    let greatest = 0;
    const observations = new Map<number, number>();
    for (const [bound, count] of [...bucketsOf(values)].sort(([one], [other]) => one - other)) {
      if (bound < Infinity) greatest = bound;
      const added = this.#added(`${key} ${bound}`, count - below, counts);
      below = count;
      if (added > 0) observations.set(greatest, (observations.get(greatest) ?? 0) + added);
    }
    if (observations.size === 0) return undefined;
    return { Values: [...observations.keys()], Counts: [...observations.values()] };
  }

  /** What a total has grown by since it was accepted. */
  #added(key: string, total: number, counts: Map<string, number>): number {
    counts.set(key, total);
    return total - (this.#accepted.get(key) ?? 0);
  }
}

/** The series that a figure asks for, those that become one together. */
function seriesOf(figure: CloudWatchFigure, values: readonly MetricValue<string>[]): Series[] {
  const { by, where = {} } = figure;
  const wanted = values.filter(({ labels }) =>
    Object.entries(where).every(([label, value]) => labels[label] === value),
  );
  if (by === undefined) return wanted.length > 0 ? [{ figure, values: wanted }] : [];
  const dimensions = new Set(wanted.map(({ labels }) => String(labels[by])));
  return [...dimensions].map((dimension) => ({
    figure,
    dimension,
    values: wanted.filter(({ labels }) => String(labels[by]) === dimension),
  }));
}

function describe({ figure: { name, unit, by }, dimension }: Series): MetricDatum {
  if (by === undefined) return { MetricName: name, Unit: unit };
  const Name = by.charAt(0).toUpperCase() + by.slice(1);
  return { MetricName: name, Unit: unit, Dimensions: [{ Name, Value: dimension }] };
}

/** Counts up to each upper bound, over all series of a histogram. */
function bucketsOf(values: readonly MetricValue<string>[]): ReadonlyMap<number, number> {
  const buckets = new Map<number, number>();
  for (const { labels, value } of values) {
    if (labels.le === undefined) continue;
    const bound = labels.le === '+Inf' ? Infinity : Number(labels.le);
    buckets.set(bound, (buckets.get(bound) ?? 0) + value);
  }
  return buckets;
}

function numbersOf(values: readonly MetricValue<string>[]): number[] {
  return values.map(({ value }) => value);
}

function sumOf(values: readonly MetricValue<string>[]): number {
  return numbersOf(values).reduce((sum, value) => sum + value, 0);
}
