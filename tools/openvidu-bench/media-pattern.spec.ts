import { mediaPattern, type PatternPacket } from './media-pattern';

function firstSeconds(seed: number, seconds: number): PatternPacket[] {
  const packets: PatternPacket[] = [];
  for (const packet of mediaPattern(seed)) {
    if (packet.dueAt >= seconds * 1_000) break;
    packets.push(packet);
  }
  return packets;
}

describe('mediaPattern()', () => {
  const packets = firstSeconds(1, 20);
  const video = packets.filter(({ kind }) => kind === 'video');
  const audio = packets.filter(({ kind }) => kind === 'audio');

  it('has the packets of a camera and a microphone', () => {
    expect(audio).toHaveLength(20 * 50);
    expect(video.length / 20).toBeGreaterThan(80);
    expect(video.length / 20).toBeLessThan(110);
    expect(video.filter(({ marker }) => marker)).toHaveLength(20 * 30);
  });

  it('is in the order in which it is due', () => {
    for (const [index, { dueAt }] of packets.slice(1).entries()) {
      expect(dueAt).toBeGreaterThanOrEqual(packets[index]!.dueAt);
    }
  });

  it('gives one timestamp to the packets of a frame and the next to the next', () => {
    expect(new Set(video.map(({ timestamp }) => timestamp)).size).toBe(20 * 30);
    expect(video.at(-1)!.timestamp).toBe((20 * 30 - 1) * 3_000);
    expect(audio.at(-1)!.timestamp).toBe((20 * 50 - 1) * 960);
  });

  it('is the same for the same seed and another for another', () => {
    expect(firstSeconds(1, 2)).toEqual(firstSeconds(1, 2));
    expect(firstSeconds(2, 2)).not.toEqual(firstSeconds(1, 2));
  });
});
