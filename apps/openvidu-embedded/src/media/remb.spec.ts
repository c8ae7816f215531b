import fc from 'fast-check';
import { RtcpPacketConverter, RtcpRrPacket } from 'werift';
import { allowedBitrate, createRemb, encodeBitrate, MAXIMUM_BITRATE, MINIMUM_BITRATE, readRemb } from './remb';

describe('encodeBitrate', () => {
  it('fits the mantissa into 18 bits and loses less than one part in 2^17', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 40 }), (bitrate) => {
        const { exponent, mantissa } = encodeBitrate(bitrate);
        expect(mantissa).toBeLessThan(2 ** 18);
        const written = mantissa * 2 ** exponent;
        expect(written).toBeLessThanOrEqual(bitrate);
        expect(bitrate - written).toBeLessThanOrEqual(bitrate / 2 ** 17);
      }),
    );
  });
});

describe('createRemb', () => {
  it('survives the wire', () => {
    const bytes = createRemb(1_000_000, 1, 2).serialize();
    const [packet] = RtcpPacketConverter.deSerialize(bytes);
    expect(readRemb(packet!)).toBe(1_000_000);
  });

  it('is not mistaken for another report', () => {
    expect(readRemb(new RtcpRrPacket({ ssrc: 1, reports: [] }))).toBeUndefined();
  });
});

describe('allowedBitrate', () => {
  it('is the cap while nobody has told an estimate', () => {
    expect(allowedBitrate([])).toBe(MAXIMUM_BITRATE);
    expect(allowedBitrate([undefined])).toBe(MAXIMUM_BITRATE);
  });

  it('follows the slowest subscriber down to the minimum', () => {
    expect(allowedBitrate([undefined, 900_000, 400_000])).toBe(400_000);
    expect(allowedBitrate([10])).toBe(MINIMUM_BITRATE);
    expect(allowedBitrate([1e12])).toBe(MAXIMUM_BITRATE);
  });
});
