import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INestApplication } from '@nestjs/common';
import { SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';

/** Where the API is described for people; the document itself is at {@link API_DOCUMENT_PATH}. */
export const API_DOCS_PATH = 'api/docs';

/** The OpenAPI document, JSON. */
export const API_DOCUMENT_PATH = 'api/docs/openapi.json';

/** The document as it is committed; `npm run openapi` makes it of the controllers and contracts. */
export function readApiDocument(): OpenAPIObject {
  return JSON.parse(readFileSync(join(__dirname, 'openapi.json'), 'utf8')) as OpenAPIObject;
}

/** Serves the document and a page to read it and try it. */
export function serveApiDocs(application: INestApplication): void {
  SwaggerModule.setup(API_DOCS_PATH, application, readApiDocument, {
    jsonDocumentUrl: API_DOCUMENT_PATH,
    raw: ['json'],
    customSiteTitle: 'Bapsang API',
  });
}
