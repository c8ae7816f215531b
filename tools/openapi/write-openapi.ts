import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'prettier';
import { socketParts } from '../contracts/sockets-page';
import { replacePart } from '../markdown/written-part';
import { OPENAPI_FILE, openApiDocument } from './openapi-document';

// `npm run openapi`: brings what is generated from controllers and contracts up to date after a change of one.

const root = join(__dirname, '../..');

async function writeDocument(): Promise<void> {
  const document = await openApiDocument(root);
  writeFileSync(join(root, OPENAPI_FILE), await format(JSON.stringify(document), { parser: 'json', printWidth: 120 }));
}

function writeSockets(): void {
  const file = join(root, 'docs/sockets.md');
  const page = readFileSync(file, 'utf8');
  const written = socketParts(root).reduce((present, { part, text }) => replacePart(present, part, text), page);
  writeFileSync(file, written);
}

writeSockets();
void writeDocument();
