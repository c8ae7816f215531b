import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { FLEET_SIZES, type FleetSizeName } from '../../infra/aws/scaling-policy';
import { readPart } from '../markdown/written-part';
import { estimateCost, eveningCost, monthCost } from './cost-estimate';
import { COST_PART, costTables } from './cost-tables';
import { TIME } from './prices';
import { readSimulatedEvening } from './simulated-evening';

const read = (name: string): string => readFileSync(resolve(__dirname, '../../docs', name), 'utf8');

const fleetScaling = read('fleet-scaling.md');

it('docs/aws.md has the tables that npm run infra:cost prints', () => {
  expect(readPart(read('aws.md'), COST_PART).split('\n')).toEqual(costTables(fleetScaling).split('\n'));
});

describe.each(Object.keys(FLEET_SIZES) as FleetSizeName[])('the cost of %s', (size) => {
  const evening = readSimulatedEvening(fleetScaling, size);
  const lines = estimateCost(size, evening);

  it('takes the workers of an evening from the simulation, and the minimum for the rest of the month', () => {
    const [workers] = lines;
    expect(eveningCost(workers!)).toBeCloseTo(evening.workers);
    const rest = (TIME.monthHours - TIME.evenings * TIME.eveningHours) * workers!.hour;
    expect(monthCost(workers!)).toBeCloseTo(TIME.evenings * evening.workers + rest);
  });

  it('has no line that costs nothing, and a month that costs more than its evenings', () => {
    for (const line of lines) {
      expect(line.hour + line.onTop).toBeGreaterThan(0);
      expect(monthCost(line)).toBeGreaterThanOrEqual(TIME.evenings * eveningCost(line) - 1e-6);
    }
  });
});

describe('readSimulatedEvening()', () => {
  it('reads dollars and hours of a size', () => {
    const page = '### The policy on ordinary evenings\n| small | 5 | 1,038 | 55.0 | 1,046 | 17.00 |\n';
    expect(readSimulatedEvening(page, 'small')).toEqual({ workers: 1_046, participantHours: 1_046_000 / 17 });
  });

  it('refuses a page without the row', () => {
    expect(() => readSimulatedEvening(fleetScaling, 'huge')).toThrow('no ordinary evening of size huge');
  });
});
