import { aws_cloudwatch as cloudwatch, aws_cloudwatch_actions as actions, type aws_sns as sns } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { alarmRules } from './alarm-rules';
import type { Watched } from './watched';

/** What every alarm's name begins with. */
export const ALARM_PREFIX = 'bapsang-';

/** What alarms need to know. */
export interface AlarmsProps extends Watched {
  readonly topic: sns.ITopic;
  readonly storageGiB: number;
}

const OPERATORS = {
  'at least': cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
  below: cloudwatch.ComparisonOperator.LESS_THAN_THRESHOLD,
} as const;

/** Makes an alarm of every rule; each tells the topic when it goes off and when it is over. */
export function createAlarms(scope: Construct, { topic, storageGiB, ...watched }: AlarmsProps): void {
  const action = new actions.SnsAction(topic);
  for (const [name, rule] of Object.entries(alarmRules(watched, storageGiB))) {
    const alarm = new cloudwatch.Alarm(scope, `Alarm-${name}`, {
      alarmName: ALARM_PREFIX + name,
      alarmDescription: `What it means and what to do: docs/aws.md, Alarms, ${name}`,
      metric: rule.metric,
      comparisonOperator: OPERATORS[rule.comparison],
      threshold: rule.threshold,
      datapointsToAlarm: rule.datapoints,
      evaluationPeriods: rule.of ?? rule.datapoints,
      treatMissingData: rule.missing ?? cloudwatch.TreatMissingData.NOT_BREACHING,
    });
    alarm.addAlarmAction(action);
    alarm.addOkAction(action);
  }
}
