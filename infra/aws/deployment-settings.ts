import { ConfigurationError, readEnvironment, variableNames } from '@bapsang/server';
import type { Node } from 'constructs';
import { IsEmail, IsFQDN, IsIn, Matches } from 'class-validator';
import { FLEET_SIZES, type FleetSizeName } from './scaling-policy';

/** What whoever deploys has to say: CDK context, usually the file `cdk.context.json` beside `cdk.json` (docs/aws.md). */
export class DeploymentSettings {
  /** Which of the sizes. */
  @IsIn(Object.keys(FLEET_SIZES))
  readonly size!: FleetSizeName;

  /** Host name of the page, such as `meals.example.com`; OpenVidu gets `openvidu.` before it. */
  @IsFQDN()
  readonly domain!: string;

  /** Id of the public hosted zone in Route 53 that holds the domain. */
  @Matches(/^Z[A-Z0-9]{5,31}$/, {
    message: 'hostedZoneId must be the id of a hosted zone, such as Z0123456789ABCDEFGHIJ',
  })
  readonly hostedZoneId!: string;

  /** ARN of the certificate for the domain, in the region of the deployment. */
  @Matches(/^arn:aws[\w-]*:acm:[\w-]+:\d{12}:certificate\/[\w-]+$/, {
    message:
      'certificateArn must be the ARN of a certificate, such as arn:aws:acm:eu-central-1:123456789012:certificate/…',
  })
  readonly certificateArn!: string;

  /** Where alarms go, and what Let's Encrypt is told for OpenVidu's certificate. */
  @IsEmail()
  readonly operatorEmail!: string;

  /** Tag of all images in ECR; tags there are never given twice. */
  @Matches(/^[\w.-]{1,128}$/, { message: 'imageTag must be the tag under which the images were pushed' })
  readonly imageTag!: string;

  /** Id of an image of Ubuntu 22.04 (amd64) for OpenVidu. Pinned: another one replaces the machine, and ends its meals. */
  @Matches(/^ami-[0-9a-f]{8,17}$/, {
    message: 'openviduImage must be the id of an image, such as ami-0123456789abcdef0',
  })
  readonly openviduImage!: string;
}

/**
 * The settings in the context of an app.
 * @throws Error with the full list of what is missing or wrong
 */
export function readSettings(node: Node): DeploymentSettings {
  const names = variableNames(DeploymentSettings);
  const given = names.map((name) => [name, node.tryGetContext(name) as string | undefined] as const);
  try {
    return readEnvironment(DeploymentSettings, Object.fromEntries(given));
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    const faults = error.faults.join('; ');
    throw new Error(`infra/aws/cdk.context.json is not usable: ${faults}. docs/aws.md describes it.`, { cause: error });
  }
}

/** Settings that nobody has, for tests and for a look at the templates. */
export const EXAMPLE_SETTINGS: Omit<DeploymentSettings, 'size'> = {
  domain: 'meals.example.com',
  hostedZoneId: 'Z0123456789ABCDEFGHIJ',
  certificateArn: 'arn:aws:acm:eu-central-1:123456789012:certificate/00000000-0000-4000-8000-000000000000',
  operatorEmail: 'operator@example.com',
  imageTag: 'example',
  openviduImage: 'ami-0123456789abcdef0',
};
