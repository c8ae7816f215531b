import { FLEET_SIZES, type FleetSizeName } from '../../infra/aws/scaling-policy';
import { alignedTable } from '../markdown/aligned-table';
import type { WrittenPart } from '../markdown/written-part';
import { estimateCost, eveningCost, monthCost, type CostLine } from './cost-estimate';
import { readSimulatedEvening } from './simulated-evening';

/** Where docs/aws.md has the tables. */
export const COST_PART: WrittenPart = { name: 'cost', command: 'npm run infra:cost -- --write' };

/**
 * One table for each size, as docs/aws.md has them.
 * @param fleetScaling docs/fleet-scaling.md
 */
export function costTables(fleetScaling: string): string {
  const sizes = Object.keys(FLEET_SIZES) as FleetSizeName[];
  return sizes
    .map((size) => `#### ${size}\n\n${costTable(estimateCost(size, readSimulatedEvening(fleetScaling, size)))}`)
    .join('\n\n');
}

function costTable(lines: readonly CostLine[]): string {
  const rows = lines.map((line) => [line.what, line.arithmetic, dollars(eveningCost(line)), dollars(monthCost(line))]);
  const sum = (of: (line: CostLine) => number): string =>
    `**${dollars(lines.reduce((total, line) => total + of(line), 0))}**`;
  return alignedTable([
    ['what', 'arithmetic', '$ an evening', '$ a month'],
    ...rows,
    ['**together**', '', sum(eveningCost), sum(monthCost)],
  ]);
}

/** Small amounts with cents. */
const dollars = (amount: number): string =>
  amount < 100 ? amount.toFixed(2) : amount.toLocaleString('en-US', { maximumFractionDigits: 0 });
