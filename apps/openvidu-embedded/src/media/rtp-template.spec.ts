import * as fc from 'fast-check';
import { RtpPacket } from 'werift';
import { rtpHeaderLength, withoutPadding } from './rtp-header-length';
import { writeExtensions, writeHeaderTemplate } from './rtp-template';

const extensionLists = fc.uniqueArray(
  fc.record({ id: fc.integer({ min: 1, max: 14 }), bytes: fc.uint8Array({ minLength: 1, maxLength: 16 }) }),
  { selector: ({ id }) => id, maxLength: 5 },
);

describe('writeHeaderTemplate()', () => {
  it('writes what werift reads, and its length is found again', () => {
    fc.assert(
      fc.property(fc.nat(127), fc.nat(0xffff_ffff), extensionLists, (payloadType, ssrc, list) => {
        const extensions = list.map(({ id, bytes }) => ({ id, payload: Buffer.from(bytes) }));
        const template = writeHeaderTemplate(payloadType, ssrc, writeExtensions(extensions));
        expect(RtpPacket.deSerialize(template).header).toMatchObject({ version: 2, payloadType, ssrc, extensions });
        expect(rtpHeaderLength(Buffer.concat([template, Buffer.from('payload')]))).toBe(template.length);
      }),
    );
  });
});

describe('rtpHeaderLength()', () => {
  it('never goes beyond the packet', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 12, maxLength: 100 }), (bytes) => {
        expect(rtpHeaderLength(Buffer.from(bytes)) ?? 0).toBeLessThanOrEqual(bytes.length);
      }),
    );
  });
});

describe('withoutPadding()', () => {
  it('takes as many bytes as the last one says', () => {
    expect(withoutPadding(Buffer.from([1, 2, 0, 0, 3]))).toEqual(Buffer.from([1, 2]));
    expect(withoutPadding(Buffer.from([0, 2]))).toHaveLength(0);
  });

  it('refuses padding that is longer than the payload, or none', () => {
    for (const bytes of [[1, 3], [0], []]) expect(withoutPadding(Buffer.from(bytes))).toBeUndefined();
  });
});
