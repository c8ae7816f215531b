import { aws_cloudwatch as cloudwatch, aws_iam as iam, Duration } from 'aws-cdk-lib';
import { METRICS_NAMESPACE } from './namespace';

/**
 * Lets a role push figures into {@link METRICS_NAMESPACE} and nowhere else. PutMetricData knows no resources, so AWS wants `*`
 * there; the condition is what limits it.
 */
export function pushFigures(role: iam.IRole): void {
  role.addToPrincipalPolicy(
    new iam.PolicyStatement({
      actions: ['cloudwatch:PutMetricData'],
      resources: ['*'],
      conditions: { StringEquals: { 'cloudwatch:namespace': METRICS_NAMESPACE } },
    }),
  );
}

/** What is asked of a figure of our own. */
export interface FigureOptions {
  /** Such as `Sum`, `Average`, `p95`. */
  readonly statistic: string;
  readonly period?: Duration;
  readonly dimensions?: Readonly<Record<string, string>>;
}

/** A figure that apis or workers push. */
export function figure(
  name: string,
  { statistic, period = Duration.minutes(1), dimensions }: FigureOptions,
): cloudwatch.Metric {
  return new cloudwatch.Metric({
    namespace: METRICS_NAMESPACE,
    metricName: name,
    statistic,
    period,
    ...(dimensions && { dimensionsMap: { ...dimensions } }),
  });
}
