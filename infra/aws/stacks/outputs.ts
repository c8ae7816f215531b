import { CfnOutput, type Stack } from 'aws-cdk-lib';
import type { DeploymentSecrets } from '../data/deployment-secrets';
import type { JournalDatabase } from '../data/journal-database';
import type { OpenviduInstance } from '../openvidu/openvidu-instance';

/** What the guide goes on with. */
export interface Outputs {
  readonly domain: string;
  readonly openviduDomain: string;
  readonly openvidu: OpenviduInstance;
  readonly database: JournalDatabase;
  readonly secrets: DeploymentSecrets;
}

/** Has CloudFormation print what docs/aws.md goes on with; names and addresses, no secret. */
export function printOutputs(stack: Stack, { domain, openviduDomain, openvidu, database, secrets }: Outputs): void {
  const outputs = {
    PageUrl: `https://${domain}`,
    OpenviduUrl: `https://${openviduDomain}`,
    OpenviduInstance: openvidu.instance.instanceId,
    Database: database.instance.instanceIdentifier,
    AdminSecret: secrets.admin.secretArn,
    WorkerSecret: secrets.worker.secretArn,
  };
  for (const [name, value] of Object.entries(outputs)) new CfnOutput(stack, name, { value });
}
