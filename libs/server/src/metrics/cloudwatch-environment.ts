import { IsOptional, IsString, IsUrl, Matches, ValidateIf } from 'class-validator';

/**
 * The part of a service's configuration that says where its figures are pushed to. The credentials are the AWS SDK's own affair:
 * the role of the instance or the container, else its usual variables and files.
 */
export abstract class CloudWatchEnvironment {
  /** Namespace of the metrics in CloudWatch. Not set: nothing is pushed. */
  @IsOptional()
  @IsString()
  @Matches(/^(?!AWS\/)[\w.\-/#:]{1,255}$/, {
    message: 'CLOUDWATCH_NAMESPACE must be letters, digits and . - / # : _ only, and not begin with AWS/',
  })
  readonly CLOUDWATCH_NAMESPACE?: string;

  /** AWS region such as `eu-central-1`; needed with a namespace. */
  @ValidateIf(({ CLOUDWATCH_NAMESPACE, AWS_REGION }: CloudWatchEnvironment) =>
    Boolean(CLOUDWATCH_NAMESPACE ?? AWS_REGION),
  )
  @Matches(/^[a-z]{2,}(-[a-z]+)+-\d+$/, {
    message: 'AWS_REGION must be the region for CLOUDWATCH_NAMESPACE, such as eu-central-1',
  })
  readonly AWS_REGION?: string;

  /** Where CloudWatch answers. Not set: at AWS, in the region. */
  @IsOptional()
  @IsUrl({ require_tld: false, require_protocol: true, protocols: ['http', 'https'] })
  readonly CLOUDWATCH_ENDPOINT?: string;
}
