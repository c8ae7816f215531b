import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'prettier';
import { OPENAPI_FILE, openApiDocument } from './openapi-document';

// `npm run openapi`: brings the committed document up to date after a change of a controller or contract.

async function main(): Promise<void> {
  const root = join(__dirname, '../..');
  const document = await openApiDocument(root);
  writeFileSync(join(root, OPENAPI_FILE), await format(JSON.stringify(document), { parser: 'json', printWidth: 120 }));
  process.stdout.write(`${OPENAPI_FILE}: ${String(Object.keys(document.paths).length)} paths\n`);
}

void main();
