import { defaultMetadataStorage } from 'class-transformer/cjs/storage';
import { getMetadataStorage } from 'class-validator';
import { validationMetadatasToSchemas } from 'class-validator-jsonschema';
import type { Docstrings } from './docstrings';

/** Where an OpenAPI document keeps its schemas. */
export const SCHEMA_PREFIX = '#/components/schemas/';

/** As much of a JSON schema as is needed here. */
export interface Schema {
  type?: string;
  description?: string;
  default?: unknown;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  enum?: readonly unknown[];
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  maxItems?: number;
  $ref?: string;
  oneOf?: Schema[];
}

/** What the decorators of a property do not tell, because it may be one of several contracts. */
const ALTERNATIVES: Readonly<Record<string, readonly string[]>> = {
  'JoinedMeal.recognition': ['RecognitionGrant', 'RecognitionUnavailable'],
};

/** A schema of every class whose properties carry class-validator decorators and that was loaded, with its docstrings. */
export function contractSchemas(docstrings: Docstrings): Readonly<Record<string, Schema>> {
  const schemas = validationMetadatasToSchemas({
    classTransformerMetadataStorage: defaultMetadataStorage,
    classValidatorMetadataStorage: getMetadataStorage(),
    refPointerPrefix: SCHEMA_PREFIX,
  }) as Record<string, Schema>;
  return Object.fromEntries(
    Object.entries(schemas)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, schema]) => [name, described(name, schema, docstrings)]),
  );
}

function described(name: string, schema: Schema, docstrings: Docstrings): Schema {
  const properties = Object.entries(schema.properties ?? {}).map(([property, its]): [string, Schema] => {
    const description = docstrings.get(`${name}.${property}`);
    return [property, { ...shapeOf(`${name}.${property}`, its), ...(description && { description }) }];
  });
  const description = docstrings.get(name);
  return { ...schema, ...(description && { description }), properties: Object.fromEntries(properties) };
}

function shapeOf(path: string, schema: Schema): Schema {
  const alternatives = ALTERNATIVES[path];
  if (alternatives) return { oneOf: alternatives.map((name) => ({ $ref: SCHEMA_PREFIX + name })) };
  return schema.$ref ? { $ref: schema.$ref } : schema;
}

/** The schemas that are reached from somewhere, through whatever lies between, in the order of their names. */
export function reachedSchemas(
  from: unknown,
  schemas: Readonly<Record<string, Schema>>,
): Readonly<Record<string, Schema>> {
  const reached = new Set<string>();
  const follow = (value: unknown): void => {
    for (const [, name = ''] of JSON.stringify(value).matchAll(/"#\/components\/schemas\/(\w+)"/g)) {
      if (reached.has(name) || !schemas[name]) continue;
      reached.add(name);
      follow(schemas[name]);
    }
  };
  follow(from);
  return Object.fromEntries(Object.entries(schemas).filter(([name]) => reached.has(name)));
}
