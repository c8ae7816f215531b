import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readPart } from '../markdown/written-part';
import { socketParts } from './sockets-page';

const root = join(__dirname, '../..');
const page = readFileSync(join(root, 'docs/sockets.md'), 'utf8');

describe('docs/sockets.md', () => {
  it.each(socketParts(root))(
    'has $part.name as the contracts are; `npm run openapi` brings it up to date',
    (written) => {
      expect(readPart(page, written.part)).toBe(written.text);
    },
  );
});
