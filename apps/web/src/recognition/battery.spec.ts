import { settle } from '../time/manual-clock';
import { Battery, type BatteryState } from './battery';

/** A battery whose level the test sets. */
class TestBattery implements BatteryState {
  readonly #listeners = new Set<() => void>();
  charging = false;
  level = 1;

  get listeners(): number {
    return this.#listeners.size;
  }

  addEventListener(_type: string, listener: () => void): void {
    this.#listeners.add(listener);
  }

  removeEventListener(_type: string, listener: () => void): void {
    this.#listeners.delete(listener);
  }

  set(level: number, charging = false): void {
    [this.level, this.charging] = [level, charging];
    for (const listener of this.#listeners) listener();
  }
}

describe('Battery', () => {
  it.each([
    [1, false, 'fine'],
    [0.2, false, 'fine'],
    [0.19, false, 'low'],
    [0.1, false, 'low'],
    [0.09, false, 'empty'],
    [0.02, true, 'fine'],
  ])('tells %d, charging %p, as %s', async (level, charging, told) => {
    const state = new TestBattery();
    const battery = new Battery({ getBattery: () => Promise.resolve(state) });
    await settle();
    state.set(level, charging);
    expect(battery.level.value).toBe(told);
    battery.close();
    expect(state.listeners).toBe(0);
  });

  it('knows the level from the beginning', async () => {
    const state = new TestBattery();
    state.level = 0.15;
    const battery = new Battery({ getBattery: () => Promise.resolve(state) });
    await settle();
    expect(battery.level.value).toBe('low');
    battery.close();
  });

  it('takes the battery for full where the browser does not tell or refuses', async () => {
    expect(new Battery({}).level.value).toBe('fine');
    const refused = new Battery({ getBattery: () => Promise.reject(new Error('not allowed')) });
    await settle();
    expect(refused.level.value).toBe('fine');
  });

  it('listens to nothing when it was closed before the browser answered', async () => {
    const state = new TestBattery();
    new Battery({ getBattery: () => Promise.resolve(state) }).close();
    await settle();
    expect(state.listeners).toBe(0);
  });
});
