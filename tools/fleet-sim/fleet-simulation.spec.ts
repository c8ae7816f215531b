import { FLEET_SIZES, SCALING_POLICY, type FleetSize } from '../../infra/aws/scaling-policy';
import { Random } from '../openvidu-fuzz/random';
import { ASSUMPTIONS } from './assumptions';
import { EVENING, ORDINARY_EVENING, playEvening } from './evening';
import { simulateEvening, type EveningPlan } from './fleet-simulation';
import { timeOfDay } from './time-of-day';

const { small } = FLEET_SIZES;

const PLAN: EveningPlan = {
  policy: SCALING_POLICY,
  size: small,
  assumptions: ASSUMPTIONS,
  evening: { ...ORDINARY_EVENING, participants: small.participants },
};
const QUIET = { ...ASSUMPTIONS, interruptionsPerHour: 0, crashesPerHour: 0 };

const fixed = (instances: number): FleetSize => ({
  ...small,
  onDemand: { minimum: instances, maximum: instances, warmPool: 0 },
  spot: { minimum: 0, maximum: 0 },
});

describe('simulateEvening', () => {
  it('is the same again with the same seed, and another evening with another', () => {
    expect(simulateEvening(PLAN, 1)).toEqual(simulateEvening(PLAN, 1));
    expect(simulateEvening(PLAN, 1)).not.toEqual(simulateEvening(PLAN, 2));
  });

  it('gives everybody a place for the whole stay where there is always room', () => {
    const stays = playEvening(PLAN.evening, new Random(1));
    const { requests, refused, moved, lost, waited, placeTimeUsed, onDemandTime, spotTime } = simulateEvening(
      { ...PLAN, size: fixed(40), assumptions: QUIET },
      1,
    );
    expect({ requests, refused, moved, lost, waited }).toEqual({
      requests: stays.length,
      refused: 0,
      moved: 0,
      lost: 0,
      waited: 0,
    });
    expect(placeTimeUsed).toBe(stays.reduce((sum, { from, until }) => sum + until - from, 0));
    expect([onDemandTime, spotTime]).toEqual([40 * (EVENING.until - EVENING.from), 0]);
  });

  it('refuses those who come to a full fleet, and never seats more than there are places', () => {
    const { peakSeated, refused, requests, waited, longestWait } = simulateEvening(
      { ...PLAN, size: fixed(10), assumptions: QUIET },
      1,
    );
    expect(peakSeated).toBe(10 * small.places);
    expect(refused / requests).toBeGreaterThan(0.2);
    expect(waited).toBeGreaterThan(longestWait);
  });

  it('lets those wait whose worker crashed until they have noticed, and no longer where there is room', () => {
    const { lost, longestWait, waited } = simulateEvening(
      { ...PLAN, size: fixed(60), assumptions: { ...QUIET, crashesPerHour: 0.1 } },
      1,
    );
    expect(lost).toBeGreaterThan(0);
    expect(longestWait).toBeLessThanOrEqual(ASSUMPTIONS.lossNoticed.most);
    expect(waited).toBeGreaterThanOrEqual(lost * ASSUMPTIONS.lossNoticed.least);
  });

  it('moves everybody off Spot instances that are taken back, and loses nobody', () => {
    const shortage = { from: timeOfDay('19:00'), until: timeOfDay('20:00'), taken: 1 };
    const before = simulateEvening({ ...PLAN, assumptions: QUIET }, 1);
    const { lost, moved, refused, spotTime } = simulateEvening({ ...PLAN, assumptions: QUIET, shortage }, 1);
    expect([lost, refused]).toEqual([0, 0]);
    expect(moved).toBeGreaterThan(before.moved);
    expect(spotTime).toBeLessThan(before.spotTime);
  });

  it('grows with the evening and shrinks after it', () => {
    const { peakWorkers, onDemandTime, spotTime } = simulateEvening(PLAN, 1);
    const length = EVENING.until - EVENING.from;
    expect(peakWorkers * small.places).toBeGreaterThan(small.participants);
    expect(onDemandTime + spotTime).toBeLessThan(0.6 * peakWorkers * length);
  });
});
