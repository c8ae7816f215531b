import { aws_cloudwatch as cloudwatch, Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { WORKER_GROUPS } from '../workers/worker-fleet';
import { sharedStateMetric } from './alarm-rules';
import { figure, type FigureOptions } from './figures';
import type { Watched } from './watched';

/** Widgets of a row. */
const COLUMNS = 3;
const FULL_WIDTH = 24;

/** The dashboard `bapsang`: the fleet first, then what participants notice, then what it stands on. */
export function createDashboard(scope: Construct, watched: Watched): void {
  const { balancer, database, openvidu } = watched;
  const sum: FigureOptions = { statistic: 'Sum' };
  const average: FigureOptions = { statistic: 'Average' };
  const p95: FigureOptions = { statistic: 'p95' };
  new cloudwatch.Dashboard(scope, 'Dashboard', {
    dashboardName: 'bapsang',
    defaultInterval: Duration.hours(12),
    widgets: [
      [
        graph('Load of the fleet', figure('FleetLoad', average)),
        graph(
          'Places',
          figure('FleetPlaces', average),
          figure('FleetPlacesTaken', average),
          figure('FleetPlacesFree', average),
        ),
        graph('Instances in service', ...Object.values(WORKER_GROUPS).map(instancesInService)),
      ],
      [
        graph('Tickets', figure('TicketsIssued', sum), figure('TicketsRefused', sum)),
        graph('From a due frame to its answer, s', figure('WorkerFrameDuration', p95), figure('WorkerFrameWait', p95)),
        graph('Effort of workers', figure('WorkerEffortStep', { statistic: 'Maximum' })),
      ],
      [
        graph('Requests and signals, s', figure('RequestDuration', p95), figure('SignalDuration', p95)),
        graph('Journal', figure('JournalQueue', { statistic: 'Maximum' }), figure('JournalFailures', sum)),
        graph('Balancer', balancer.metrics.requestCount(), balancer.metrics.activeConnectionCount()),
      ],
      [
        graph('Database, processor %', database.metricCPUUtilization()),
        graph('Shared state, processor %', sharedStateMetric(watched, 'EngineCPUUtilization')),
        graph(
          'OpenVidu',
          instanceMetric(openvidu.instanceId, 'CPUUtilization'),
          instanceMetric(openvidu.instanceId, 'NetworkOut'),
        ),
      ],
    ],
  });
}

function graph(title: string, ...left: cloudwatch.IMetric[]): cloudwatch.GraphWidget {
  return new cloudwatch.GraphWidget({ title, left, width: FULL_WIDTH / COLUMNS });
}

function instancesInService(group: string): cloudwatch.Metric {
  return new cloudwatch.Metric({
    namespace: 'AWS/AutoScaling',
    metricName: 'GroupInServiceInstances',
    label: group,
    statistic: 'Average',
    period: Duration.minutes(1),
    dimensionsMap: { AutoScalingGroupName: group },
  });
}

function instanceMetric(instanceId: string, metricName: string): cloudwatch.Metric {
  return new cloudwatch.Metric({
    namespace: 'AWS/EC2',
    metricName,
    statistic: 'Average',
    dimensionsMap: { InstanceId: instanceId },
  });
}
