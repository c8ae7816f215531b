import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { COUNTS } from '../../tools/aws-cost/prices';
import { FLEET_SIZES } from './scaling-policy';
import { DEPLOYMENT_SIZES } from './deployment-sizes';
import { ALARM_PREFIX } from './monitoring/alarms';
import {
  resourcesOf,
  synthesizeTemplates,
  type TemplateResource,
  type Templates,
} from './testing/templates.spec-support';

/** vCPUs of an instance type of the c6i family. */
const VCPUS: Readonly<Record<string, number>> = { 'c6i.4xlarge': 16, 'c6i.16xlarge': 64, 'c6i.32xlarge': 128 };

const document = readFileSync(resolve(__dirname, '../../docs/aws.md'), 'utf8');

describe('docs/aws.md', () => {
  let templates: Templates;
  let alarms: TemplateResource[];

  beforeAll(() => {
    templates = synthesizeTemplates('small');
    alarms = resourcesOf(templates.meals, 'AWS::CloudWatch::Alarm');
  });

  it('says of every alarm, and of no other, what it means and what to do', () => {
    const [, section = ''] = document.split('\n## Alarms\n');
    const [table = ''] = section.split('\n## ');
    const described = [...table.matchAll(/^\| `([\w-]+)` +\| \S.* \| \S.* \|$/gm)].map(([, name]) => name);
    const names = alarms.map(({ Properties }) => String(Properties.AlarmName).slice(ALARM_PREFIX.length));
    expect(described.sort()).toEqual(names.sort());
  });

  it('names every stack, output and image', () => {
    const outputs = Object.keys(templates.meals.findOutputs('*')).filter((name) => !name.startsWith('Exports'));
    expect(outputs).toHaveLength(6);
    for (const name of ['bapsang-images', 'bapsang-meals', 'bapsang-workers', ...outputs])
      expect(document).toContain(`\`${name}\``);
    for (const { Properties } of resourcesOf(templates.images, 'AWS::ECR::Repository'))
      expect(document).toContain(String(Properties.RepositoryName).replace('bapsang/', ''));
  });

  it('names the settings that have to be written', () => {
    const [, file = '{}'] = /```json\n([^]*?)```/.exec(document) ?? [];
    expect(Object.keys(JSON.parse(file) as object).sort()).toEqual(
      ['certificateArn', 'domain', 'hostedZoneId', 'imageTag', 'openviduImage', 'operatorEmail', 'size'].sort(),
    );
  });

  it('asks for the quotas that the sizes may need', () => {
    for (const [name, { vcpus, onDemand, spot }] of Object.entries(FLEET_SIZES)) {
      expect(document).toContain((onDemand.maximum * vcpus).toLocaleString('en-US'));
      expect(document).toContain((spot.maximum * vcpus).toLocaleString('en-US'));
      const { openviduInstance } = DEPLOYMENT_SIZES[name as keyof typeof DEPLOYMENT_SIZES];
      expect(document).toContain(String(VCPUS[openviduInstance]));
    }
  });

  it('counts as many alarms and secrets into the cost as there are', () => {
    expect(COUNTS.alarms).toBe(alarms.length);
    expect(COUNTS.secrets).toBe(resourcesOf(templates.meals, 'AWS::SecretsManager::Secret').length);
  });
});
