import fc from 'fast-check';
import { FairQueue } from './fair-queue';

const INTERVAL = 125;

/** Serves whoever is next and is done with it at once. */
function serve(queue: FairQueue<string>, now: number, interval = INTERVAL): string | undefined {
  const turn = queue.take(now, interval);
  if (turn) queue.served(turn.participantId);
  return turn?.item;
}

describe('FairQueue', () => {
  it('keeps the newest frame of a participant and hands back the one that it replaces', () => {
    const queue = new FairQueue<string>();
    expect(queue.add('ann', 'old', 0)).toBeUndefined();
    expect(queue.add('ann', 'new', 1)).toBe('old');
    expect(serve(queue, 2)).toBe('new');
    expect(serve(queue, 500)).toBeUndefined();
  });

  it('serves next whose last turn lies furthest back', () => {
    const queue = new FairQueue<string>();
    for (const name of ['ann', 'bob', 'cho']) queue.add(name, `${name} 1`, 0);
    expect(serve(queue, 10)).toBe('ann 1');
    queue.add('ann', 'ann 2', 11);
    expect(serve(queue, 200)).toBe('bob 1');
    expect(serve(queue, 201)).toBe('cho 1');
    expect(serve(queue, 202)).toBe('ann 2');
  });

  it('serves newcomers before who had a turn, at whatever moment its clock began', () => {
    for (const beginning of [-5000, 0, 5000]) {
      const queue = new FairQueue<string>();
      queue.add('ann', 'ann 1', beginning);
      expect(serve(queue, beginning)).toBe('ann 1');
      queue.add('ann', 'ann 2', beginning);
      queue.add('bob', 'bob 1', beginning);
      expect(serve(queue, beginning)).toBe('bob 1');
    }
  });

  it('takes no second frame of a participant while one is being looked at', () => {
    const queue = new FairQueue<string>();
    queue.add('ann', 'first', 0);
    queue.take(0, INTERVAL);
    queue.add('ann', 'second', 300);
    expect(queue.take(1000, INTERVAL)).toBeUndefined();
    expect(queue.nextDue(1000, INTERVAL)).toBeUndefined();
    queue.served('ann');
    expect(queue.take(1000, INTERVAL)).toMatchObject({ item: 'second', waited: 700 });
  });

  it('lets a frame that comes too early wait until it is due, with room for one that is merely hasty', () => {
    const queue = new FairQueue<string>();
    queue.add('ann', 'first', 1000);
    serve(queue, 1000);
    queue.add('ann', 'hasty', 1010);
    expect(serve(queue, 1010)).toBe('hasty');
    queue.add('ann', 'early', 1020);
    expect(serve(queue, 1020)).toBeUndefined();
    expect(queue.nextDue(1020, INTERVAL)).toBe(1000 + INTERVAL);
    expect(serve(queue, 1000 + INTERVAL)).toBe('early');
  });

  it('hurries up as soon as more frames are asked for', () => {
    const queue = new FairQueue<string>();
    for (const now of [0, 1]) {
      queue.add('ann', 'slow', now);
      serve(queue, now, 1000);
    }
    queue.add('ann', 'next', 150);
    expect(serve(queue, 150, 1000)).toBeUndefined();
    expect(serve(queue, 150, INTERVAL)).toBe('next');
  });

  it('drops frames that have been due for too long, and their participants keep their turn', () => {
    const queue = new FairQueue<string>();
    queue.add('ann', 'stale', 0);
    queue.add('bob', 'fresh', 900);
    expect(queue.oldest(1001, INTERVAL)).toBe(1001);
    expect(queue.expire(1001, INTERVAL, 1000)).toEqual(['stale']);
    expect(queue.size).toBe(1);
    serve(queue, 1002);
    queue.add('bob', 'next of bob', 1003);
    queue.add('ann', 'newer', 1004);
    expect(serve(queue, 1200)).toBe('newer');
  });

  it('forgets a participant, and hands back what was waiting', () => {
    const queue = new FairQueue<string>();
    queue.add('ann', 'frame', 0);
    expect(queue.forget('ann')).toBe('frame');
    expect(queue.forget('ann')).toBeUndefined();
    queue.add('bob', 'other', 0);
    expect(queue.clear()).toEqual(['other']);
    expect(queue.size).toBe(0);
  });

  it('has who was forgotten and comes back wait for the frame that is still being looked at', () => {
    for (const drop of [
      (queue: FairQueue<string>) => queue.forget('ann'),
      (queue: FairQueue<string>) => queue.clear(),
    ]) {
      const queue = new FairQueue<string>();
      queue.add('ann', 'before', 0);
      queue.take(0, INTERVAL);
      drop(queue);
      queue.add('ann', 'after', 1);
      expect(queue.take(1000, INTERVAL)).toBeUndefined();
      queue.served('ann');
      expect(serve(queue, 1000)).toBe('after');
    }
  });

  it('serves all who always have a frame waiting equally often, whatever else they send', () => {
    const eagerness = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(eagerness, fc.integer({ min: 5, max: 60 }), (eager, cost) => {
        const queue = new FairQueue<number>();
        const served = eager.map(() => 0);
        for (let turn = 0, now = 0; turn < 50 * eager.length; turn += 1, now += cost) {
          eager.forEach((frames, participant) => {
            for (let frame = 0; frame < frames; frame += 1) queue.add(`${participant}`, participant, now);
          });
          const next = queue.take(now, 1);
          if (!next) continue;
          queue.served(next.participantId);
          served[next.item] = (served[next.item] ?? 0) + 1;
        }
        expect(Math.max(...served) - Math.min(...served)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('gives nobody more turns than the pace allows, even where the process has nothing else to do', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 30, max: 1000 }), (step, interval) => {
        const queue = new FairQueue<string>();
        let served = 0;
        for (let now = 0; now <= 20_000; now += step) {
          queue.add('greedy', 'frame', now);
          if (serve(queue, now, interval)) served += 1;
        }
        expect(served).toBeLessThanOrEqual(20_000 / interval + 2);
        expect(served).toBeGreaterThanOrEqual(Math.floor(20_000 / (interval + step)));
      }),
    );
  });
});
