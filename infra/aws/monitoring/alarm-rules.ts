import { aws_cloudwatch as cloudwatch, aws_elasticloadbalancingv2 as elbv2, Duration } from 'aws-cdk-lib';
import { figure } from './figures';
import type { Watched } from './watched';

/** When an alarm goes off. What it means and what to do then is in docs/aws.md. */
export interface AlarmRule {
  readonly metric: cloudwatch.IMetric;
  readonly comparison: 'at least' | 'below';
  readonly threshold: number;
  /** How many datapoints must be so... */
  readonly datapoints: number;
  /** ...of how many. Not set: of as many. */
  readonly of?: number;
  /** What a datapoint that is missing means. Not set: nothing. */
  readonly missing?: cloudwatch.TreatMissingData;
}

const BREACHING = cloudwatch.TreatMissingData.BREACHING;

/** Rules about figures that apis and workers push. */
const OWN_RULES: Readonly<Record<string, AlarmRule>> = {
  'tickets-refused': atLeast(1, figure('TicketsRefused', { statistic: 'Sum' }), 1),
  'reports-forged': atLeast(1, figure('Reports', { statistic: 'Sum', dimensions: { Outcome: 'forged' } }), 1),
  'workers-refused': atLeast(5, figure('WorkersRefused', { statistic: 'Sum', period: Duration.minutes(5) }), 1),
  'workers-lost': atLeast(3, figure('WorkersLost', { statistic: 'Sum', period: Duration.minutes(5) }), 1),
  'journal-queue': atLeast(1, figure('JournalQueue', { statistic: 'Minimum', period: Duration.minutes(5) }), 2),
  'shared-state-away': below(1, figure('SharedStateReachable', { statistic: 'Minimum' }), 2),
  'fleet-load-missing': { ...below(0, figure('FleetLoad', { statistic: 'Average' }), 5), missing: BREACHING },
  'fleet-load-high': atLeast(0.9, figure('FleetLoad', { statistic: 'Average' }), 5),
  'worker-effort': atLeast(5, figure('WorkerEffortStep', { statistic: 'Maximum' }), 5),
  'worker-reports-dropped': atLeast(1, figure('WorkerReportsDropped', { statistic: 'Sum' }), 1),
};

/** Every alarm by its name, without the prefix. */
export function alarmRules(watched: Watched, storageGiB: number): Readonly<Record<string, AlarmRule>> {
  const { balancer, api, workerRouter, database, openvidu } = watched;
  const minute = { period: Duration.minutes(1) };
  const sum = { ...minute, statistic: 'Sum' };
  const openviduMetric = (metricName: string, statistic: string, period: Duration): cloudwatch.Metric =>
    new cloudwatch.Metric({
      namespace: 'AWS/EC2',
      metricName,
      statistic,
      period,
      dimensionsMap: { InstanceId: openvidu.instanceId },
    });
  return {
    ...OWN_RULES,
    'balancer-errors': atLeast(5, balancer.metrics.httpCodeElb(elbv2.HttpCodeElb.ELB_5XX_COUNT, sum), 3, 5),
    'api-errors': atLeast(5, api.metrics.httpCodeTarget(elbv2.HttpCodeTarget.TARGET_5XX_COUNT, sum), 3, 5),
    'api-unhealthy': atLeast(1, api.metrics.unhealthyHostCount({ ...minute, statistic: 'Maximum' }), 3),
    'worker-router-unhealthy': atLeast(
      1,
      workerRouter.metrics.unhealthyHostCount({ ...minute, statistic: 'Maximum' }),
      3,
    ),
    'database-processor': atLeast(80, database.metricCPUUtilization(minute), 10),
    'database-storage': below(0.1 * storageGiB * 2 ** 30, database.metricFreeStorageSpace(minute), 5),
    'shared-state-processor': atLeast(70, sharedStateMetric(watched, 'EngineCPUUtilization'), 5),
    'shared-state-memory': atLeast(80, sharedStateMetric(watched, 'DatabaseMemoryUsagePercentage'), 5),
    'openvidu-status': {
      ...atLeast(1, openviduMetric('StatusCheckFailed', 'Maximum', Duration.minutes(1)), 2),
      missing: BREACHING,
    },
    'openvidu-processor': atLeast(80, openviduMetric('CPUUtilization', 'Average', Duration.minutes(1)), 5),
  };
}

/** A figure of the primary, which is the first or the second node: the greater of both. */
export function sharedStateMetric({ sharedState }: Watched, metricName: string): cloudwatch.MathExpression {
  const ofNode = (node: string): cloudwatch.Metric =>
    new cloudwatch.Metric({
      namespace: 'AWS/ElastiCache',
      metricName,
      statistic: 'Maximum',
      period: Duration.minutes(1),
      dimensionsMap: { CacheClusterId: `${sharedState.ref}-${node}` },
    });
  return new cloudwatch.MathExpression({
    label: metricName,
    expression: 'MAX([first, second])',
    period: Duration.minutes(1),
    usingMetrics: { first: ofNode('001'), second: ofNode('002') },
  });
}

function atLeast(threshold: number, metric: cloudwatch.IMetric, datapoints: number, of?: number): AlarmRule {
  return { metric, comparison: 'at least', threshold, datapoints, ...(of !== undefined && { of }) };
}

function below(threshold: number, metric: cloudwatch.IMetric, datapoints: number): AlarmRule {
  return { metric, comparison: 'below', threshold, datapoints };
}
