import { ApplicationError, type ErrorCode } from '@bapsang/shared';
import { signal } from '@preact/signals';
import { ManualClock, settle } from '../time/manual-clock';
import type { StayConnection, StayEnd } from './stay-connection';
import { PLACE_HELD, WayBack } from './way-back';

describe('WayBack', () => {
  const connection = signal<StayConnection>('connected');
  const online = signal(true);
  let clock: ManualClock;
  let attempts: { succeed: () => void; fail: (code: ErrorCode) => void }[];
  let ends: StayEnd[];
  let gaveUp: number;
  let wayBack: WayBack;

  beforeEach(() => {
    connection.value = 'connected';
    online.value = true;
    clock = new ManualClock();
    attempts = [];
    ends = [];
    gaveUp = 0;
    const join = (): Promise<void> =>
      new Promise((resolve, reject) => {
        attempts.push({ succeed: resolve, fail: (code) => reject(new ApplicationError(code, 'No.')) });
      });
    const giveUp = (): number => (gaveUp += 1);
    wayBack = new WayBack({ connection, online, clock, join, giveUp, end: (end) => ends.push(end) });
  });

  afterEach(() => wayBack.close());

  async function fail(): Promise<void> {
    attempts.at(-1)?.fail('not_ready');
    await settle();
  }

  it('leaves it to OpenVidu for as long as that holds the place, and no longer', async () => {
    connection.value = 'reconnecting';
    await clock.advance(PLACE_HELD - 1);
    connection.value = 'connected';
    await clock.advance(1);
    expect(gaveUp).toBe(0);
    connection.value = 'reconnecting';
    await clock.advance(PLACE_HELD);
    expect(gaveUp).toBe(1);
  });

  it('tries until it works, and waits between two attempts', async () => {
    const back = wayBack.rejoin();
    await fail();
    expect(clock.pending).toEqual([1000]);
    await clock.advance(1000);
    await fail();
    expect(clock.pending).toEqual([2000]);
    await clock.advance(2000);
    attempts.at(-1)?.succeed();
    await back;
    expect([attempts.length, clock.pending.length]).toEqual([3, 0]);
  });

  it.each([
    ['the network comes back', (): void => void (online.value = true)],
    ['somebody asks for it', (): void => wayBack.hurry()],
  ])('tries at once when %s', async (_when, happen) => {
    online.value = false;
    void wayBack.rejoin();
    await fail();
    happen();
    await settle();
    expect([attempts.length, clock.pending.length]).toEqual([2, 0]);
    await fail();
    expect(clock.pending).toEqual([2000]);
  });

  it('lets an attempt that is under way end, and follows it with another at once', async () => {
    void wayBack.rejoin();
    wayBack.hurry();
    await settle();
    expect(attempts).toHaveLength(1);
    await fail();
    expect(attempts).toHaveLength(2);
  });

  it.each([
    ['meal_not_found', 'closed'],
    ['removed_from_meal', 'removed'],
  ] as const)('ends with %s', async (code, end) => {
    const back = wayBack.rejoin();
    attempts[0]?.fail(code);
    await back;
    expect(ends).toEqual([end]);
  });

  it('stops when it is closed', async () => {
    connection.value = 'reconnecting';
    const back = wayBack.rejoin();
    await fail();
    wayBack.close();
    await back;
    expect([attempts.length, clock.pending.length]).toEqual([1, 0]);
  });
});
