import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { FLEET_SIZES, SCALING_POLICY } from '../../infra/aws/scaling-policy';
import { replacePart } from '../markdown/written-part';
import { EVENINGS_PART, POLICY_PART } from './fleet-document';
import { fleetTables } from './fleet-table';
import { policyTables } from './policy-table';
import { DOCUMENTED_SEED, SCENARIO_TABLES, type ScenarioTable } from './scenarios';

const DOCUMENT = resolve(__dirname, '../../docs/fleet-scaling.md');

const USAGE = `npm run fleet:sim -- [options]

Plays evenings on simulated fleets of ai-workers under the scaling policy of infra/aws, and under others, and prints the tables of
docs/fleet-scaling.md.
  --evenings 20    of each row (default: as documented)
  --seed ${DOCUMENTED_SEED}         of the first evening of each row
  --only medium    rows that contain this, with their title
  --write          puts policy and tables into the document`;

function main(): void {
  const { values } = parseArgs({
    options: {
      evenings: { type: 'string' },
      seed: { type: 'string', default: String(DOCUMENTED_SEED) },
      only: { type: 'string', default: '' },
      write: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(`${USAGE}\n`);
  } else if (values.write) {
    const document = replacePart(
      readFileSync(DOCUMENT, 'utf8'),
      POLICY_PART,
      policyTables(SCALING_POLICY, FLEET_SIZES),
    );
    const tables = fleetTables(SCENARIO_TABLES, { seed: DOCUMENTED_SEED });
    writeFileSync(DOCUMENT, replacePart(document, EVENINGS_PART, tables));
  } else {
    const evenings = values.evenings === undefined ? undefined : wholeNumber('evenings', values.evenings);
    const options = { seed: wholeNumber('seed', values.seed), evenings };
    process.stdout.write(`${fleetTables(tablesWith(values.only), options)}\n`);
  }
}

function tablesWith(text: string): readonly ScenarioTable[] {
  const chosen = SCENARIO_TABLES.map(({ title, scenarios }) => ({
    title,
    scenarios: scenarios.filter(({ name }) => `${title} ${name}`.includes(text)),
  }));
  return chosen.filter(({ scenarios }) => scenarios.length > 0);
}

function wholeNumber(name: string, text: string): number {
  if (!/^[1-9]\d*$/.test(text))
    throw new RangeError(`--${name} must be a positive whole number, not ${text}.\n${USAGE}`);
  return Number(text);
}

try {
  main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
