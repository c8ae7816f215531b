import { createDeployment } from './bapsang-app';

// What the CDK command runs (cdk.json): `npm run infra:cdk -- diff`, `deploy`, `destroy`; docs/aws.md is the guide.
try {
  createDeployment().app.synth();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
