import { WorkerRegistry } from '../recognition/dispatch/worker-registry';
import type { SharedState } from '../state/shared-state';
import { STATES, type OpenedState } from '../testing/opened-state.spec-support';
import { RecordingLogger } from '../testing/running-api.spec-support';
import { StandingClock } from '../testing/standing-clock.spec-support';
import { load, registration } from '../testing/worker.spec-support';
import { LOAD_HISTORY, LOAD_POINT_INTERVAL, LoadHistory } from './load-history';

describe.each(STATES)('LoadHistory on %s', (_name, open) => {
  let opened: OpenedState;
  let clock: StandingClock;
  let workers: WorkerRegistry;
  let one: LoadHistory;
  let other: LoadHistory;

  beforeAll(async () => {
    opened = await open();
  });

  afterAll(() => opened.close());

  beforeEach(async () => {
    await opened.clear();
    clock = new StandingClock();
    const instance = (state: SharedState): LoadHistory => {
      workers = new WorkerRegistry(state, clock);
      return new LoadHistory(state, workers, clock, new RecordingLogger());
    };
    one = instance(await opened.another());
    other = instance(await opened.another());
  });

  it('keeps a point for each interval once, whoever looks how often, the same at every instance', async () => {
    await workers.register(registration('w1', { places: 10 }), 'link');
    await workers.heard('w1', 'link', load({ load: 0.5, framesPerSecond: 40 }));
    const began = clock.time;
    const kept = { load: 0.5, places: 10, taken: 0, reserved: 0, framesPerSecond: 40 };
    await Promise.all([one.look(), other.look()]);
    clock.time += 1;
    await Promise.all([one.look(), one.look(), other.look()]);
    await expect(one.points()).resolves.toEqual([{ at: began, ...kept }]);
    clock.time = began + LOAD_POINT_INTERVAL;
    await Promise.all([one.look(), other.look()]);
    const points = await one.points();
    // By then the worker has not been heard for long.
    expect(points.map(({ at, load: share }) => [at, share])).toEqual([
      [began, 0.5],
      [clock.time, undefined],
    ]);
    await expect(other.points()).resolves.toEqual(points);
  });

  it('holds the last hour, the oldest first, and no more', async () => {
    const began = clock.time;
    const intervals = LOAD_HISTORY / LOAD_POINT_INTERVAL;
    for (let count = 0; count < intervals + 5; count += 1) {
      clock.time = began + count * LOAD_POINT_INTERVAL;
      await (count % 2 ? one : other).look();
    }
    const moments = (await one.points()).map(({ at }) => at);
    expect(moments).toEqual(Array.from({ length: intervals }, (_, n) => began + (n + 5) * LOAD_POINT_INTERVAL));
    clock.time += LOAD_HISTORY - LOAD_POINT_INTERVAL;
    expect(await other.points()).toHaveLength(1);
  });
});

describe('LoadHistory', () => {
  it('says once that the state is away, and goes on', async () => {
    const logger = new RecordingLogger();
    const clock = new StandingClock();
    const away = { read: () => Promise.reject(new Error('away')) } as unknown as SharedState;
    const history = new LoadHistory(away, new WorkerRegistry(away, clock), clock, logger);
    await history.look();
    await history.look();
    expect(logger.lines.map(({ event }) => event)).toEqual(['load-history.interrupted']);
  });
});
