import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { FLEET_SIZES, SCALING_POLICY } from '../../infra/aws/scaling-policy';
import { readPart, replacePart } from '../markdown/written-part';
import { EVENINGS_PART, POLICY_PART } from './fleet-document';
import { policyTables } from './policy-table';
import { fleetTables } from './fleet-table';
import { playScenario } from './scenario-result';
import { DOCUMENTED_SEED, SCENARIO_TABLES } from './scenarios';

/** Share of the requests that the policy may refuse on an evening that it is made for. */
const REFUSED_MOST = 0.001;

/** Rows of the policy that go beyond what it is made for. */
const BEYOND = ['40 % more, all within 2 min at 19:00'];

const document = readFileSync(resolve(__dirname, '../../docs/fleet-scaling.md'), 'utf8');

describe('docs/fleet-scaling.md', () => {
  it('states the policy of infra/aws', () => {
    expect(readPart(document, POLICY_PART)).toBe(policyTables(SCALING_POLICY, FLEET_SIZES));
  });

  it('has the tables that npm run fleet:sim prints', () => {
    const tables = fleetTables(SCENARIO_TABLES, { seed: DOCUMENTED_SEED });
    expect(readPart(document, EVENINGS_PART).split('\n')).toEqual(tables.split('\n'));
  }, 180_000);

  it('is left as it is by writing the same tables again', () => {
    for (const part of [POLICY_PART, EVENINGS_PART])
      expect(replacePart(document, part, readPart(document, part))).toBe(document);
  });
});

describe('the policy', () => {
  const [ordinary, others] = SCENARIO_TABLES;
  const made = [...(ordinary?.scenarios ?? []), ...(others?.scenarios ?? [])].filter(
    ({ name }) => name !== 'large' && !BEYOND.includes(name),
  );

  it.each(made)('refuses less than 0.1 % on an evening it was not chosen by: $name', ({ plan }) => {
    expect(playScenario(plan, 1, 1_000).worstRefused).toBeLessThan(REFUSED_MOST);
  });

  it('plays by the file of infra/aws', () => {
    for (const { plan } of made) {
      expect(plan.policy).toBe(SCALING_POLICY);
      expect(Object.values(FLEET_SIZES)).toContain(plan.size);
    }
  });
});
