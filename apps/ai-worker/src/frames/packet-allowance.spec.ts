import { PacketAllowance, PACKETS_AT_ONCE, PACKETS_PER_SECOND } from './packet-allowance';

function countTaken(allowance: PacketAllowance, packets: number, now: number): number {
  return Array.from({ length: packets }, () => allowance.take(now)).filter(Boolean).length;
}

describe('PacketAllowance', () => {
  it('allows a burst and then what the rate allows', () => {
    const allowance = new PacketAllowance(0);
    expect(countTaken(allowance, 1000, 0)).toBe(PACKETS_AT_ONCE);
    expect(countTaken(allowance, 1000, 1000)).toBe(PACKETS_PER_SECOND);
    expect(countTaken(allowance, 1000, 1_000_000)).toBe(PACKETS_AT_ONCE);
  });

  it('never stops who sends thirty frames a second', () => {
    const allowance = new PacketAllowance(0);
    for (let packet = 0; packet < 6000; packet += 1) expect(allowance.take((packet * 1000) / 60)).toBe(true);
  });
});
