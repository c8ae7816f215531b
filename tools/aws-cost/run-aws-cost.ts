import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { replacePart } from '../markdown/written-part';
import { COST_PART, costTables } from './cost-tables';

// `npm run infra:cost` prints what a deployment costs; with `-- --write` it brings docs/aws.md up to date.
const documents = resolve(__dirname, '../../docs');
const tables = costTables(readFileSync(resolve(documents, 'fleet-scaling.md'), 'utf8'));
if (process.argv.includes('--write')) {
  const path = resolve(documents, 'aws.md');
  writeFileSync(path, replacePart(readFileSync(path, 'utf8'), COST_PART, tables));
} else {
  process.stdout.write(`${tables}\n`);
}
