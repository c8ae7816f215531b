import * as fc from 'fast-check';
import { RtpHeader, RtpPacket, SrtpSession } from 'werift';
import { updateRollover } from './rollover';
import { rtpHeaderLength } from './rtp-header-length';
import { createSrtpCipher } from './srtp-cipher';

/** By werift's numbers. */
const PROFILES = { AES_CM_128_HMAC_SHA1_80: 1, AEAD_AES_128_GCM: 7 } as const;

/** What werift sends is received with the same keys. */
function createSession(profile: 1 | 7): SrtpSession {
  const key = Buffer.alloc(16, 3);
  const salt = Buffer.alloc(profile === 7 ? 12 : 14, 5);
  const keys = { localMasterKey: key, localMasterSalt: salt, remoteMasterKey: key, remoteMasterSalt: salt };
  const session = new SrtpSession({ keys, profile });
  session.localContext.updateRolloverCount = updateRollover;
  session.remoteContext.updateRolloverCount = updateRollover;
  return session;
}

const packets = fc.record({
  sequenceNumber: fc.nat(0xffff),
  timestamp: fc.nat(0xffff_ffff),
  ssrc: fc.nat(0xffff_ffff),
  payload: fc.uint8Array({ minLength: 1, maxLength: 1_300 }),
  extension: fc.uint8Array({ minLength: 1, maxLength: 16 }),
});

function createPacket({
  payload,
  extension,
  ...header
}: typeof packets extends fc.Arbitrary<infer T> ? T : never): RtpPacket {
  const extensions = [{ id: 3, payload: Buffer.from(extension) }];
  return new RtpPacket(new RtpHeader({ ...header, payloadType: 96, extensions }), Buffer.from(payload));
}

describe.each(Object.entries(PROFILES))('createSrtpCipher() for %s', (_, profile) => {
  it('encrypts what werift decrypts', () => {
    fc.assert(
      fc.property(packets, (members) => {
        const packet = createPacket(members);
        const session = createSession(profile);
        const cipher = createSrtpCipher(session.localContext);
        const header = packet.header.serialize(packet.header.serializeSize);
        const written = Buffer.concat([header, Buffer.alloc(packet.payload.length + cipher.tagLength)]);
        cipher.encrypt(written, header.length, packet.payload, 0);
        expect(RtpPacket.deSerialize(session.decrypt(written)).payload).toEqual(packet.payload);
      }),
    );
  });

  it('decrypts what werift encrypts, and nothing that was tampered with', () => {
    fc.assert(
      fc.property(packets, fc.nat(), (members, position) => {
        const packet = createPacket(members);
        const session = createSession(profile);
        const encrypted = Buffer.from(session.encrypt(packet.payload, packet.header));
        const cipher = createSrtpCipher(session.remoteContext);
        const headerLength = rtpHeaderLength(encrypted)!;
        expect(cipher.decrypt(encrypted, headerLength, 0)).toEqual(packet.payload);
        expect(cipher.decrypt(encrypted, headerLength, 1)).toBeUndefined();
        encrypted[position % encrypted.length]! ^= 1;
        expect(cipher.decrypt(encrypted, headerLength, 0)).toBeUndefined();
      }),
    );
  });

  it('refuses a packet that is shorter than its tag', () => {
    const cipher = createSrtpCipher(createSession(profile).remoteContext);
    expect(cipher.decrypt(Buffer.alloc(14, 0x80), 12, 0)).toBeUndefined();
  });
});
