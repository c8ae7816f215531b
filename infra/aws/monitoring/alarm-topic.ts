import { aws_sns as sns, aws_sns_subscriptions as subscriptions } from 'aws-cdk-lib';
import { Construct } from 'constructs';

/** Where alarms go: a topic that accepts TLS alone, and an e-mail to the operator, who has to confirm it once. */
export class AlarmTopic extends Construct {
  readonly topic: sns.Topic;

  constructor(scope: Construct, id: string, operatorEmail: string) {
    super(scope, id);
    this.topic = new sns.Topic(this, 'Topic', { displayName: 'Bapsang alarms', enforceSSL: true });
    this.topic.addSubscription(new subscriptions.EmailSubscription(operatorEmail));
  }
}
