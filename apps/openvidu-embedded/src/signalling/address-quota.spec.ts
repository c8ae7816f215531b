import fc from 'fast-check';
import { AddressQuota } from './address-quota';

describe('AddressQuota', () => {
  it('gives each address its own share, and forgets who holds nothing', () => {
    const step = fc.tuple(fc.constantFrom('10.0.0.1', '10.0.0.2', '::1'), fc.boolean());
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4 }), fc.array(step), (limit, steps) => {
        const quota = new AddressQuota(limit);
        const held = new Map<string, number>();
        for (const [address, takes] of steps) {
          const before = held.get(address) ?? 0;
          if (takes) {
            expect(quota.take(address)).toBe(before < limit);
            held.set(address, Math.min(limit, before + 1));
          } else if (before > 0) {
            quota.release(address);
            held.set(address, before - 1);
          }
        }
        expect(quota.addresses).toBe([...held.values()].filter((count) => count > 0).length);
      }),
    );
  });
});
