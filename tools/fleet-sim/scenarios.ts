import { FLEET_SIZES, SCALING_POLICY, type FleetSize, type FleetSizeName } from '../../infra/aws/scaling-policy';
import { ASSUMPTIONS, type Assumptions } from './assumptions';
import { ORDINARY_EVENING } from './evening';
import type { EveningPlan } from './fleet-simulation';
import { MINUTE, timeOfDay } from './time-of-day';

/** A row of a table: the same evenings on one fleet. */
export interface Scenario {
  readonly name: string;
  /** How many evenings the documented row is made of. */
  readonly evenings: number;
  readonly plan: EveningPlan;
}

/** A table of docs/fleet-scaling.md. */
export interface ScenarioTable {
  readonly title: string;
  readonly scenarios: readonly Scenario[];
}

const planFor = (name: FleetSizeName): EveningPlan => ({
  policy: SCALING_POLICY,
  size: FLEET_SIZES[name],
  assumptions: ASSUMPTIONS,
  evening: { ...ORDINARY_EVENING, participants: FLEET_SIZES[name].participants },
});

const MEDIUM = planFor('medium');
const SPOT_SHORTAGE = { from: timeOfDay('19:00'), until: timeOfDay('20:00'), taken: 1 };

const withAssumptions = (changed: Partial<Assumptions>): EveningPlan => ({
  ...MEDIUM,
  assumptions: { ...ASSUMPTIONS, ...changed },
});

const withTarget = (target: number): EveningPlan => ({
  ...MEDIUM,
  policy: { ...SCALING_POLICY, tracking: { ...SCALING_POLICY.tracking, target } },
});

const withCrowd = (crowd: number): EveningPlan => ({ ...MEDIUM, evening: { ...MEDIUM.evening, crowd } });

const sized = (size: Partial<FleetSize>): EveningPlan => ({ ...MEDIUM, size: { ...MEDIUM.size, ...size } });

const WITHOUT_POOL = sized({ onDemand: { ...MEDIUM.size.onDemand, warmPool: 0 } });

const NO_SPOT = { minimum: 0, maximum: 0 };

/** Instances that a fleet would need all day, to carry the peak at the policy's target without scaling. */
const FIXED = Math.ceil(MEDIUM.size.participants / MEDIUM.size.places / SCALING_POLICY.tracking.target);

/** Seed of the first evening of every row in docs/fleet-scaling.md. */
export const DOCUMENTED_SEED = 1;

/** What `npm run fleet:sim` plays. Without another word it is the policy of infra/aws on the medium size. */
export const SCENARIO_TABLES: readonly ScenarioTable[] = [
  {
    title: 'The policy on ordinary evenings',
    scenarios: [
      { name: 'small', evenings: 5, plan: planFor('small') },
      { name: 'medium', evenings: 5, plan: MEDIUM },
      { name: 'large', evenings: 1, plan: planFor('large') },
    ],
  },
  {
    title: 'The policy on other evenings (medium)',
    scenarios: several(2, [
      [
        'boots take 5 to 7 min, from the pool 1.5 to 2.5',
        withAssumptions({
          coldBoot: { least: 5 * MINUTE, most: 7 * MINUTE },
          warmBoot: { least: 1.5 * MINUTE, most: 2.5 * MINUTE },
        }),
      ],
      ['steeper: two thirds of the spread', { ...MEDIUM, evening: { ...MEDIUM.evening, spread: 40 * MINUTE } }],
      ['all Spot instances gone from 19:00 to 20:00', { ...MEDIUM, shortage: SPOT_SHORTAGE }],
      ['one Spot instance in five taken back an hour', withAssumptions({ interruptionsPerHour: 0.2 })],
      ['low alarm at 90 % of the target', withAssumptions({ alarms: { ...ASSUMPTIONS.alarms, lowShare: 0.9 } })],
      ['20 % more, all within 2 min at 19:00', withCrowd(0.2)],
      ['40 % more, all within 2 min at 19:00', withCrowd(0.4)],
    ]),
  },
  {
    title: 'Other policies (medium)',
    scenarios: several(1, [
      ['target 0.5', withTarget(0.5)],
      ['target 0.75', withTarget(0.75)],
      ['target 0.75, 20 % more at 19:00', { ...withTarget(0.75), evening: withCrowd(0.2).evening }],
      ['target 0.85', withTarget(0.85)],
      ['no warm pool', WITHOUT_POOL],
      ['no warm pool, Spot gone from 19:00', { ...WITHOUT_POOL, shortage: SPOT_SHORTAGE }],
      ['on demand alone', sized({ onDemand: { ...MEDIUM.size.onDemand, minimum: 9, maximum: 252 }, spot: NO_SPOT })],
      [
        `${FIXED} instances on demand, no scaling`,
        sized({ onDemand: { minimum: FIXED, maximum: FIXED, warmPool: 0 }, spot: NO_SPOT }),
      ],
    ]),
  },
];

function several(evenings: number, plans: readonly (readonly [string, EveningPlan])[]): readonly Scenario[] {
  return plans.map(([name, plan]) => ({ name, evenings, plan }));
}
