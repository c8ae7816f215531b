import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OpenAPIObject } from '@nestjs/swagger';
import { OPENAPI_FILE, openApiDocument } from './openapi-document';

const root = join(__dirname, '../..');

interface Operation {
  readonly operationId: string;
  readonly summary?: string;
  readonly responses: Readonly<Record<string, { readonly description?: string }>>;
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
}

describe('openApiDocument()', () => {
  let document: OpenAPIObject;
  let operations: [address: string, operation: Operation][];

  beforeAll(async () => {
    document = await openApiDocument(root);
    operations = Object.entries(document.paths).flatMap(([path, item]) =>
      Object.entries(item as Record<string, Operation>).map(([method, operation]): [string, Operation] => [
        `${method} ${path}`,
        operation,
      ]),
    );
  });

  it('is what is committed; where it is not, `npm run openapi` brings that up to date', () => {
    expect(JSON.parse(readFileSync(join(root, OPENAPI_FILE), 'utf8'))).toEqual(document);
  });

  it('says of every operation what it does and what it answers, under a name of its own', () => {
    for (const [address, { summary, responses }] of operations) {
      const answers = Object.keys(responses).filter((status) => status.startsWith('2'));
      expect([address, Boolean(summary), answers.length]).toEqual([address, true, 1]);
    }
    const names = operations.map(([, { operationId }]) => operationId);
    expect(new Set(names).size).toBe(names.length);
  });

  it('names every parameter of a path, and no header that a security scheme stands for', () => {
    for (const [address, { parameters = [] }] of operations) {
      const named = parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name);
      expect([address, named.sort()]).toEqual([
        address,
        [...address.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort(),
      ]);
      expect(parameters.filter((parameter) => parameter.in === 'header')).toEqual([]);
    }
  });

  it('has every schema that it refers to, with the bounds and docstrings of its contract', () => {
    const schemas = document.components?.schemas ?? {};
    for (const [, name = ''] of JSON.stringify(document).matchAll(/"#\/components\/schemas\/(\w+)"/g)) {
      expect(Object.keys(schemas)).toContain(name);
    }
    expect(schemas.JoinMeal).toMatchObject({
      required: ['displayName', 'recognition'],
      properties: {
        displayName: { type: 'string', minLength: 1, maxLength: 40, description: 'The name at the table.' },
      },
    });
  });
});
