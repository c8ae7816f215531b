import { createLossModel, type Loss } from './loss-model';
import { readMediaPacket, type MediaPacket } from './media-packet';
import { seededRandom } from './random';

const rtp = (sequenceNumber: number): MediaPacket => ({ kind: 'rtp', payloadType: 96, sequenceNumber, ssrc: 1 });

function decisions(loss: Loss, seed: number, count: number): boolean[] {
  const loses = createLossModel(loss, seededRandom(seed));
  return Array.from({ length: count }, (_, now) => loses(rtp(7), now));
}

function runs(values: readonly boolean[]): number[] {
  const lengths: number[] = [];
  values.forEach((lost, position) => {
    if (!lost) return;
    if (values[position - 1]) lengths.push((lengths.pop() ?? 0) + 1);
    else lengths.push(1);
  });
  return lengths;
}

const shareOf = (values: readonly boolean[]): number => values.filter(Boolean).length / values.length;

describe('a loss model', () => {
  it('loses nothing where nothing is asked', () => {
    expect(shareOf(decisions({ kind: 'none' }, 1, 1_000))).toBe(0);
  });

  it.each([0.02, 0.05])('loses the share %p of packets, the same ones for the same seed', (probability) => {
    const loss: Loss = { kind: 'independent', probability };
    const lost = decisions(loss, 3, 100_000);
    expect(shareOf(lost)).toBeCloseTo(probability, 2);
    expect(decisions(loss, 3, 100_000)).toEqual(lost);
    expect(decisions(loss, 4, 100_000)).not.toEqual(lost);
  });

  it('loses everything in outages of the mean length and for the share of time that it is told', () => {
    const lost = decisions({ kind: 'bursts', good: 2_000, bad: 100 }, 5, 5_000_000);
    const lengths = runs(lost);
    const mean = lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
    expect(Math.abs(shareOf(lost) - 100 / 2_100)).toBeLessThan(0.005);
    expect(Math.abs(mean - 100)).toBeLessThan(10);
  });

  it('has its outages at the same times however many packets there are', () => {
    const loss: Loss = { kind: 'bursts', good: 200, bad: 100 };
    const sparse = createLossModel(loss, seededRandom(6));
    const dense = decisions(loss, 6, 10_000);
    for (let now = 0; now < 10_000; now += 97) expect(sparse(rtp(7), now)).toBe(dense[now]);
  });

  it('loses RTP around the wrap of the sequence number and nothing else', () => {
    const loses = createLossModel({ kind: 'wrap', before: 100, after: 20 }, seededRandom(1));
    const at = (sequenceNumber: number): boolean => loses(rtp(sequenceNumber), 0);
    expect([65_435, 65_436, 65_535, 0, 19, 20].map(at)).toEqual([false, true, true, true, true, false]);
    expect(loses({ kind: 'rtcp' }, 0)).toBe(false);
  });
});

describe('readMediaPacket', () => {
  const packet = Buffer.from([0x90, 0xe0, 0xff, 0xfe, 0, 0, 0, 1, 0, 0, 0, 2, 9]);

  it.each([
    ['a STUN message', Buffer.from([0, 1, 0, 0]), { kind: 'stun' }],
    ['a DTLS record', Buffer.from([22, 254, 253]), { kind: 'dtls' }],
    ['an RTCP report', Buffer.from([0x80, 200, 0, 6]), { kind: 'rtcp' }],
    ['an RTP packet with its marker set', packet, { kind: 'rtp', payloadType: 96, sequenceNumber: 65_534, ssrc: 2 }],
    ['a piece of an RTP packet', packet.subarray(0, 11), { kind: 'unknown' }],
    ['nothing', Buffer.alloc(0), { kind: 'unknown' }],
  ])('recognises %s', (_, data, expected) => {
    expect(readMediaPacket(data)).toEqual(expected);
  });
});
