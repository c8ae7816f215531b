import fc from 'fast-check';
import { ApiClock } from './api-clock';

/** A machine whose clock can be set, and an api whose clock is `ahead` of the true time. */
class Times {
  monotonic = 5000;
  wall = 1_000_000;
  readonly clock = new ApiClock({ wall: () => this.wall, monotonic: () => this.monotonic });

  pass(duration: number): void {
    this.monotonic += duration;
    this.wall += duration;
  }

  /** Asks an api whose clock is `ahead` of this machine's first setting, with so long a way there and back. */
  ask(ahead: number, there: number, back: number): void {
    const askedAt = this.monotonic;
    this.pass(there);
    const answer = this.monotonic - 5000 + 1_000_000 + ahead;
    this.pass(back);
    this.clock.take(askedAt, answer);
  }
}

describe('ApiClock', () => {
  it('is this machine’s clock until the api has told its own', () => {
    const times = new Times();
    expect([times.clock.now(), times.clock.offset]).toEqual([1_000_000, 0]);
    times.clock.take(5000, Number.NaN);
    expect(times.clock.offset).toBe(0);
  });

  it('is off by half of the least round trip at most, however slow the other answers were', () => {
    const way = fc.integer({ min: 0, max: 3000 });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(way, way), { minLength: 1, maxLength: 12 }),
        fc.integer({ min: -600_000, max: 600_000 }),
        (ways, ahead) => {
          const times = new Times();
          for (const [there, back] of ways) times.ask(ahead, there, back);
          const least = Math.min(...ways.map(([there, back]) => there + back));
          expect(Math.abs(times.clock.now() - (times.wall + ahead))).toBeLessThanOrEqual(least / 2 + 0.001);
          expect(Math.abs(times.clock.offset - ahead)).toBeLessThanOrEqual(least / 2 + 0.5);
        },
      ),
    );
  });

  it('goes on when somebody sets the clock of this machine, and says by how much it is wrong', () => {
    const times = new Times();
    times.ask(0, 1, 1);
    const before = times.clock.now();
    times.wall -= 3_600_000;
    expect(times.clock.now()).toBe(before);
    expect(times.clock.offset).toBe(3_600_000);
  });

  it('forgets old answers, and all of them once an instance answers over another link', () => {
    const times = new Times();
    times.ask(100, 0, 0);
    for (let answer = 0; answer < 12; answer += 1) times.ask(200, 5, 5);
    expect(times.clock.offset).toBe(200);
    times.clock.renew();
    expect(times.clock.offset).toBe(200);
    times.ask(300, 50, 50);
    expect(times.clock.offset).toBe(300);
  });
});
