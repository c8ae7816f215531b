import { aws_ecr as ecr, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/** The images that a deployment runs. */
export const IMAGE_NAMES = ['api', 'web', 'ai-worker', 'worker-router'] as const;

/** One of {@link IMAGE_NAMES}. */
export type ImageName = (typeof IMAGE_NAMES)[number];

/** How many images of each repository are kept. */
const KEPT = 20;

/** The repositories, deployed first: the other stacks start what was pushed here. They go with their images. */
export class ImagesStack extends Stack {
  readonly repositories: Readonly<Record<ImageName, ecr.Repository>>;

  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);
    const repository = (name: ImageName): ecr.Repository =>
      new ecr.Repository(this, name, {
        repositoryName: `bapsang/${name}`,
        imageTagMutability: ecr.TagMutability.IMMUTABLE,
        imageScanOnPush: true,
        lifecycleRules: [{ maxImageCount: KEPT }],
        removalPolicy: RemovalPolicy.DESTROY,
        emptyOnDelete: true,
      });
    this.repositories = {
      api: repository('api'),
      web: repository('web'),
      'ai-worker': repository('ai-worker'),
      'worker-router': repository('worker-router'),
    };
  }
}
