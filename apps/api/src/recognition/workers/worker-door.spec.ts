import { ApiMetrics } from '../../metrics/api-metrics';
import { RecordingLogger } from '../../testing/running-api.spec-support';
import { StandingClock } from '../../testing/standing-clock.spec-support';
import { FAILED_HANDSHAKES, NEW_WORKERS, REGISTRATIONS, WorkerDoor } from './worker-door';
import { WorkerLink } from './worker-link';

describe('WorkerDoor', () => {
  let clock: StandingClock;
  let logger: RecordingLogger;
  let door: WorkerDoor;

  beforeEach(() => {
    clock = new StandingClock();
    logger = new RecordingLogger();
    door = new WorkerDoor(clock, new ApiMetrics(), logger);
  });

  it('refuses new workers from an address from which too many come, not those from elsewhere, and lets more in later', () => {
    for (let count = 0; count < NEW_WORKERS.burst; count += 1) door.admitNew(`w${count}`, 'one');
    expect(() => door.admitNew('w', 'one')).toThrow('Too many new workers');
    expect(() => door.admitNew('w', 'other')).not.toThrow();
    expect(logger.lines.map(({ event, fields }) => [event, fields])).toEqual([
      ['worker.refused', { workerId: 'w', reason: 'flood' }],
    ]);
    clock.time += 1000 / NEW_WORKERS.perSecond;
    expect(() => door.admitNew('w', 'one')).not.toThrow();
  });

  it('refuses registrations over a link over which too many come, not those over another one', () => {
    const [link, other] = [new WorkerLink('w1', 'a'), new WorkerLink('w1', 'b')];
    for (let count = 0; count < REGISTRATIONS.burst; count += 1) door.admit(link);
    for (let count = 0; count < 5; count += 1) expect(() => door.admit(link)).toThrow('Too many registrations');
    expect(link.floods).toBe(5);
    expect(logger.lines).toHaveLength(1);
    expect(() => door.admit(other)).not.toThrow();
  });

  it('keeps the connections of a few failed handshakes of an address and tells of them, and no more', () => {
    const gone = Array.from({ length: FAILED_HANDSHAKES.burst + 5 }, () => door.refuseHandshake('one'));
    expect(gone.filter(Boolean)).toHaveLength(5);
    expect(logger.lines).toHaveLength(FAILED_HANDSHAKES.burst);
    expect(door.refuseHandshake('other')).toBe(false);
  });
});
