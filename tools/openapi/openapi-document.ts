import { join } from 'node:path';
import type { OpenAPIObject } from '@nestjs/swagger';
import { apiOperations } from './api-operations';
import { contractSchemas, reachedSchemas, SCHEMA_PREFIX, type Schema } from '../contracts/contract-schemas';
import { readDocstrings, type Docstrings } from '../contracts/docstrings';
import { queryParameters } from './query-parameters';

/** The committed document, served by the api. */
export const OPENAPI_FILE = 'apps/api/src/openapi/openapi.json';

/** Where the docstrings of contracts and endpoints are. */
const SOURCES = ['libs/shared/src', 'apps/api/src'];

const METHODS = ['get', 'post', 'put', 'delete', 'patch'] as const;

/** An operation, as much of it as is changed here. */
interface Operation {
  operationId?: string;
  summary?: string;
  parameters?: { name: string; in: string }[];
  responses: Record<string, { description?: string; content?: object }>;
  'x-query-contract'?: string;
}

/**
 * The whole OpenAPI document: Nest's operations, the contracts' schemas, the docstrings of both.
 * @param root the repository
 */
export async function openApiDocument(root: string): Promise<OpenAPIObject> {
  const docstrings = readDocstrings(SOURCES.map((folder) => join(root, folder)));
  const document = await apiOperations();
  const schemas = contractSchemas(docstrings);
  for (const path of Object.values(document.paths)) {
    for (const method of METHODS) {
      const operation = path[method] as Operation | undefined;
      if (operation) finish(operation, schemas, docstrings);
    }
  }
  document.components = {
    ...document.components,
    schemas: reachedSchemas(document.paths, schemas) as NonNullable<OpenAPIObject['components']>['schemas'] & object,
  };
  // Without what JSON does not know.
  return JSON.parse(JSON.stringify(document)) as OpenAPIObject;
}

function finish(operation: Operation, schemas: Readonly<Record<string, Schema>>, docstrings: Docstrings): void {
  const summary = docstrings.get(methodOf(operation.operationId ?? '', docstrings));
  if (summary) operation.summary = summary;
  // OpenAPI has it that a header of this name is what the security schemes say.
  const given = (operation.parameters ?? []).filter(
    ({ name, in: where }) => where !== 'header' || name !== 'authorization',
  );
  const query = operation['x-query-contract'];
  operation.parameters = query ? [...given, ...queryParameters(query, schemas)] : given;
  delete operation['x-query-contract'];
  for (const [status, answer] of Object.entries(operation.responses)) {
    answer.description = answer.description === '' ? outcomeOf(status) : answer.description;
  }
  operation.responses.default = {
    description: 'What went wrong.',
    content: { 'application/json': { schema: { $ref: `${SCHEMA_PREFIX}ErrorBody` } } },
  };
}

/** The method of a controller that an operation is named after: see `operationId` of api-operations.ts. */
function methodOf(operationId: string, docstrings: Docstrings): string {
  for (const name of docstrings.keys()) {
    const [controller = '', method] = name.split('.');
    if (!method || !controller.endsWith('Controller')) continue;
    const id = controller.replace(/Controller$/, '') + method.charAt(0).toUpperCase() + method.slice(1);
    if (id.toLowerCase() === operationId.toLowerCase()) return name;
  }
  return '';
}

function outcomeOf(status: string): string {
  return status.startsWith('2') ? 'Done.' : 'Refused.';
}
