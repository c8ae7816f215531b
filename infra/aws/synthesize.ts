import { resolve } from 'node:path';
import { createDeployment } from './bapsang-app';
import { EXAMPLE_SETTINGS } from './deployment-settings';
import { FLEET_SIZES, type FleetSizeName } from './scaling-policy';

// `npm run infra:synth`: the templates of every size with settings that nobody has, for a look at them. Needs no account.
for (const size of Object.keys(FLEET_SIZES) as FleetSizeName[]) {
  const outdir = resolve(__dirname, 'cdk.out', size);
  const { stacks } = createDeployment({ outdir }, { ...EXAMPLE_SETTINGS, size }).app.synth();
  for (const { stackName, templateFullPath, template } of stacks) {
    const { Resources } = template as { Resources: Readonly<Record<string, unknown>> };
    process.stdout.write(`${size}: ${stackName}, ${Object.keys(Resources).length} resources, ${templateFullPath}\n`);
  }
}
