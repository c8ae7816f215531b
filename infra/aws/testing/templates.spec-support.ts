import { Template } from 'aws-cdk-lib/assertions';
import { createDeployment } from '../bapsang-app';
import { EXAMPLE_SETTINGS } from '../deployment-settings';
import type { FleetSizeName } from '../scaling-policy';

/** One resource of a template. */
export interface TemplateResource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
  readonly DeletionPolicy?: string;
}

/** The templates of one deployment. */
export type Templates = Readonly<Record<'images' | 'meals' | 'workers', Template>>;

/** Makes the templates of a size with settings that nobody has. Takes seconds: once for each file of tests. */
export function synthesizeTemplates(size: FleetSizeName): Templates {
  // `npm run infra:synth` has CDK look through every template; here it would take most of the time.
  process.env.CDK_VALIDATION = 'false';
  const { images, meals, workers } = createDeployment({}, { ...EXAMPLE_SETTINGS, size });
  return {
    images: Template.fromStack(images),
    meals: Template.fromStack(meals),
    workers: Template.fromStack(workers),
  };
}

/** All resources of a type, or all there are. */
export function resourcesOf(template: Template, type?: string): TemplateResource[] {
  const { Resources } = template.toJSON() as { Resources: Readonly<Record<string, TemplateResource>> };
  return Object.values(Resources).filter(({ Type }) => type === undefined || Type === type);
}

/** The text of a value in which tokens stand, with `<…>` for each of them. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return String(value);
  const [[name, argument] = ['', undefined]] = Object.entries(value);
  if (name === 'Fn::Base64') return textOf(argument);
  if (name !== 'Fn::Join') return `<${JSON.stringify(argument)}>`;
  const [separator, parts] = argument as [string, unknown[]];
  return parts.map(textOf).join(separator);
}
