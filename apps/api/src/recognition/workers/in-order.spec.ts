import { InOrder } from './in-order';

describe('InOrder', () => {
  it('does one thing after the other, also after one that failed', async () => {
    const order = new InOrder(3);
    const done: string[] = [];
    let letGo: () => void = () => undefined;
    const held = order.run(async () => {
      await new Promise<void>((resolve) => (letGo = resolve));
      done.push('first');
    });
    const failing = order.run(() => {
      done.push('second');
      return Promise.reject(new Error('no'));
    });
    const last = order.run(() => Promise.resolve(done.push('third')));
    await Promise.resolve();
    letGo();
    await expect(failing).rejects.toThrow('no');
    await Promise.all([held, last]);
    expect(done).toEqual(['first', 'second', 'third']);
  });

  it('refuses what is too much, until something is done; only the end is never too much', async () => {
    const order = new InOrder(1);
    const first = order.run(() => Promise.resolve(1));
    await expect(order.run(() => Promise.resolve(2))).rejects.toMatchObject({ code: 'too_many_requests' });
    await expect(order.end(() => Promise.resolve(3))).resolves.toBe(3);
    await first;
    await expect(order.run(() => Promise.resolve(4))).resolves.toBe(4);
  });
});
