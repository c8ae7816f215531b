import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';
import { SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';

/** Where the API is described for people; the document itself is at {@link API_DOCUMENT_PATH}. */
export const API_DOCS_PATH = 'api/docs';

/** The OpenAPI document, JSON. */
export const API_DOCUMENT_PATH = 'api/docs/openapi.json';

/** The document as it is committed; `npm run openapi` makes it of the controllers and contracts. */
export function readApiDocument(): OpenAPIObject {
  return JSON.parse(readFileSync(join(__dirname, 'openapi.json'), 'utf8')) as OpenAPIObject;
}

/** What the page of {@link API_DOCS_PATH} loads, and nothing from elsewhere; all other answers of the api load nothing. */
const DOCS_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

function allowDocs(_request: Request, response: Response, next: NextFunction): void {
  response.setHeader('Content-Security-Policy', DOCS_POLICY);
  next();
}

/** Serves the document and a page to read it and try it. */
export function serveApiDocs(application: NestExpressApplication): void {
  application.use(`/${API_DOCS_PATH}`, allowDocs);
  SwaggerModule.setup(API_DOCS_PATH, application, readApiDocument, {
    jsonDocumentUrl: API_DOCUMENT_PATH,
    raw: ['json'],
    customSiteTitle: 'Bapsang API',
  });
}
