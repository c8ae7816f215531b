import { setTimeout as wait } from 'node:timers/promises';
import { silentLogger } from '../testing/silent-logger.spec-support';
import { RedisServer } from '../testing/redis-server.spec-support';
import { Clock } from '../time/clock';
import { MemorySharedState } from './memory-shared-state';
import { RedisLink } from './redis-link';
import { RedisSharedState } from './redis-shared-state';
import type { SharedState } from './shared-state';

interface OpenState {
  readonly state: SharedState;
  readonly close: () => Promise<void>;
}

const kinds: readonly [string, () => Promise<OpenState>][] = [
  [
    'MemorySharedState',
    () => Promise.resolve({ state: new MemorySharedState(new Clock()), close: () => Promise.resolve() }),
  ],
  [
    'RedisSharedState',
    async () => {
      const server = await RedisServer.start();
      const link = new RedisLink(server.url, silentLogger);
      await link.client.connect();
      const close = async (): Promise<void> => {
        await link.close();
        await server.close();
      };
      return { state: new RedisSharedState(link), close };
    },
  ],
];

describe.each(kinds)('%s', (_name, open) => {
  let opened: OpenState;
  let state: SharedState;
  let count = 0;
  let group: string;

  beforeAll(async () => {
    opened = await open();
    ({ state } = opened);
  });

  afterAll(() => opened.close());

  beforeEach(() => {
    count += 1;
    group = `group ${count}`;
  });

  it('reads back what was written, and nothing where nothing was', async () => {
    await expect(state.read({ group, key: 'a' })).resolves.toBeUndefined();
    await expect(state.readGroup(group)).resolves.toEqual(new Map());
    const value = { text: '밥상', list: [1, { deep: null }] };
    await expect(state.update({ group, key: 'a' }, () => value)).resolves.toEqual(value);
    await state.update({ group, key: 'b' }, () => 2);
    await expect(state.read({ group, key: 'a' })).resolves.toEqual(value);
    await expect(state.readGroup(group)).resolves.toEqual(
      new Map<string, unknown>([
        ['a', value],
        ['b', 2],
      ]),
    );
  });

  it('deletes what a change makes undefined', async () => {
    await state.update({ group, key: 'a' }, () => 1);
    await expect(state.update({ group, key: 'a' }, () => undefined)).resolves.toBeUndefined();
    await expect(state.readGroup(group)).resolves.toEqual(new Map());
  });

  it('leaves a value that a change returns as it is', async () => {
    await state.update({ group, key: 'a' }, () => ({ a: 1 }));
    await expect(state.update({ group, key: 'a' }, (present) => present)).resolves.toEqual({ a: 1 });
    await expect(state.update({ group, key: 'none' }, (present) => present)).resolves.toBeUndefined();
    await expect(state.read({ group, key: 'none' })).resolves.toBeUndefined();
  });

  it('loses none of many changes that come at once', async () => {
    const increments = Array.from({ length: 50 }, () =>
      state.update<number>({ group, key: 'count' }, (present = 0) => present + 1),
    );
    const results = await Promise.all(increments);
    expect(new Set(results).size).toBe(50);
    await expect(state.read({ group, key: 'count' })).resolves.toBe(50);
  });

  it('changes nothing where the change throws', async () => {
    await state.update({ group, key: 'a' }, () => 1);
    const refuse = (): never => {
      throw new RangeError('no');
    };
    await expect(state.update({ group, key: 'a' }, refuse)).rejects.toThrow(RangeError);
    await expect(state.read({ group, key: 'a' })).resolves.toBe(1);
  });

  it('lets a group go when its lifetime is over, counted from the last change that gave one', async () => {
    await state.update({ group, key: 'a' }, () => 1, 60);
    await state.update({ group, key: 'b' }, () => 1);
    await state.update({ group: `${group} long`, key: 'a' }, () => 1, 60_000);
    await wait(90);
    await expect(state.readGroup(group)).resolves.toEqual(new Map());
    await expect(state.read({ group: `${group} long`, key: 'a' })).resolves.toBe(1);
  });

  it('can be reached', async () => {
    await expect(state.reachable()).resolves.toBe(true);
  });
});

describe('RedisSharedState without Redis', () => {
  it('refuses at once, also while Redis hangs, and works again when it is back', async () => {
    const server = await RedisServer.start();
    const link = new RedisLink(server.url, silentLogger);
    const state = new RedisSharedState(link);
    const address = { group: 'g', key: 'k' };
    try {
      await link.client.connect();
      server.freeze();
      await expect(state.read(address)).rejects.toMatchObject({ code: 'not_ready' });
      await expect(state.reachable()).resolves.toBe(false);
      server.thaw();
      await server.close();
      await expect(state.update(address, () => 1)).rejects.toMatchObject({ code: 'not_ready' });
      await server.restart();
      const until = Date.now() + 5000;
      while (!(await state.reachable()) && Date.now() < until) await wait(20);
      await expect(state.update(address, () => 2)).resolves.toBe(2);
    } finally {
      await link.close();
      await server.close();
    }
  });
});
