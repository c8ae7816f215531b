import { App, Tags, type AppProps } from 'aws-cdk-lib';
import { readSettings, type DeploymentSettings } from './deployment-settings';
import { ImagesStack } from './stacks/images-stack';
import { MealsStack } from './stacks/meals-stack';
import { WorkersStack } from './stacks/workers-stack';

/**
 * Behaviour of CDK that is chosen for good: policies without repetition, stacks that refuse to pull away what another one uses,
 * and templates that CloudFormation's own rules find fault with are refused.
 */
const FEATURES = {
  '@aws-cdk/aws-iam:minimizePolicies': true,
  '@aws-cdk/core:checkSecretUsage': true,
  '@aws-cdk/core:defaultCrossStackReferences': 'strong',
  '@aws-cdk/core:validateAgainstDefaultRules': true,
} as const;

/** The stacks of one deployment, in the order in which they are deployed. */
export interface Deployment {
  readonly app: App;
  readonly images: ImagesStack;
  readonly meals: MealsStack;
  readonly workers: WorkersStack;
}

/**
 * Makes the stacks of a deployment.
 * @param settings not given: those of the app's context
 * @throws Error where settings are missing or wrong
 */
export function createDeployment(props?: AppProps, settings?: DeploymentSettings): Deployment {
  const app = new App({ analyticsReporting: false, context: FEATURES, ...props });
  const chosen = settings ?? readSettings(app.node);
  const images = new ImagesStack(app, 'bapsang-images', { description: 'Bapsang: images' });
  const meals = new MealsStack(app, 'bapsang-meals', {
    description: `Bapsang: everything but the ai-workers, size ${chosen.size}`,
    settings: chosen,
    images,
  });
  const workers = new WorkersStack(app, 'bapsang-workers', {
    description: `Bapsang: ai-workers, size ${chosen.size}`,
    settings: chosen,
    vpc: meals.vpc,
    securityGroup: meals.workerSecurityGroup,
    secret: meals.workerSecret,
    repository: images.repositories['ai-worker'],
  });
  Tags.of(app).add('project', 'bapsang');
  Tags.of(app).add('size', chosen.size);
  return { app, images, meals, workers };
}
