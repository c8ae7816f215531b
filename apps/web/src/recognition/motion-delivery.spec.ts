import { ApplicationError, type DeviceMotions, type SeenMotion } from '@bapsang/shared';
import { signal } from '@preact/signals';
import { ManualClock, settle } from '../time/manual-clock';
import { MotionDelivery } from './motion-delivery';

describe('MotionDelivery', () => {
  let clock: ManualClock;
  let sent: DeviceMotions[];
  let restatements: number;
  let answer: () => Promise<void>;
  let delivery: MotionDelivery;
  let first: number;
  const looking = signal(true);

  beforeEach(() => {
    clock = new ManualClock();
    first = clock.now();
    sent = [];
    restatements = 0;
    looking.value = true;
    answer = () => Promise.resolve();
    delivery = new MotionDelivery({
      send: (motions) => {
        sent.push(motions);
        return answer();
      },
      restate: () => {
        restatements += 1;
        return Promise.resolve();
      },
      looking,
      clock,
    });
  });

  afterEach(async () => {
    await delivery.close();
    expect(clock.pending).toEqual([]);
  });

  function seen(): SeenMotion {
    return { motion: 'chew', confidence: 1, since: clock.now(), capturedAt: clock.now(), events: [] };
  }

  function sequences(): number[][] {
    return sent.map(({ reports }) => reports.map(({ sequence }) => sequence - first));
  }

  it('delivers at once, and together what comes faster than the api allows', async () => {
    delivery.report(seen(), 'motion@3');
    await settle();
    expect(sent).toMatchObject([
      { sentAt: clock.now(), reports: [{ sequence: first + 1, model: 'motion@3', motion: 'chew' }] },
    ]);
    for (let count = 0; count < 12; count += 1) delivery.report(seen(), 'motion@3');
    await clock.advance(200);
    await clock.advance(200);
    expect(sequences()).toEqual([[1], [2, 3, 4, 5, 6, 7, 8, 9, 10, 11], [12, 13]]);
  });

  it('says now and then that nothing has changed, but not while the device does not look', async () => {
    await clock.advance(2000);
    await clock.advance(200);
    await clock.advance(2000);
    expect(sequences()).toEqual([[], []]);
    looking.value = false;
    await clock.advance(200);
    for (let count = 0; count < 5; count += 1) await clock.advance(2000);
    expect(sent).toHaveLength(2);
  });

  it('sends again what was not taken, in order, until it is too old', async () => {
    answer = () => Promise.reject(new ApplicationError('not_ready', 'No answer.'));
    delivery.report(seen(), 'motion@3');
    await settle();
    await clock.advance(1000);
    delivery.report(seen(), 'motion@3');
    await clock.advance(2000);
    await clock.advance(57_500);
    answer = () => Promise.resolve();
    await clock.advance(3000);
    expect(sequences().slice(0, 3)).toEqual([[1], [1], [1, 2]]);
    expect(sequences().at(-1)).toEqual([]);
  });

  it('gives up what the api will never take', async () => {
    answer = () => Promise.reject(new ApplicationError('invalid_request', 'No.'));
    delivery.report(seen(), 'motion@3');
    await settle();
    answer = () => Promise.resolve();
    await clock.advance(200);
    delivery.report(seen(), 'motion@3');
    await settle();
    expect(sequences()).toEqual([[1], [2]]);
  });

  it('tells an api that was started again the choice and the present motion', async () => {
    delivery.report(seen(), 'motion@3');
    await settle();
    await clock.advance(200);
    answer = () => Promise.reject(new ApplicationError('forbidden', 'Not chosen.'));
    await clock.advance(2000);
    answer = () => Promise.resolve();
    await clock.advance(1000);
    expect(restatements).toBe(1);
    expect(sent.at(-1)).toMatchObject({ reports: [{ sequence: first + 2, motion: 'chew', events: [] }] });
  });
});
