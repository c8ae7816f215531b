import { createCipheriv, createDecipheriv, createHmac, timingSafeEqual } from 'node:crypto';
import type { SrtpSession } from 'werift';

/** What encrypts the packets that go one way over one peer connection. */
export interface SrtpCipher {
  /** How much longer a packet becomes, bytes. */
  readonly tagLength: number;

  /**
   * Encrypts in place.
   * @param packet the header, room for the payload, room for the tag
   * @param payload what is to stand after the header
   * @param rolloverCounter of the packet's sequence number
   */
  encrypt(packet: Buffer, headerLength: number, payload: Buffer, rolloverCounter: number): void;

  /**
   * Decrypts.
   * @returns the payload with its padding; nothing when the packet is not authentic
   */
  decrypt(packet: Buffer, headerLength: number, rolloverCounter: number): Buffer | undefined;
}

/** Where a packet's header has its numbers (RFC 3550, 5.1). */
const SEQUENCE_NUMBER = 2;
const SSRC = 8;

/** AEAD_AES_128_GCM (RFC 7714). */
class GcmCipher implements SrtpCipher {
  readonly tagLength = 16;
  private readonly vector = Buffer.alloc(12);

  constructor(
    private readonly key: Buffer,
    private readonly salt: Buffer,
  ) {}

  encrypt(packet: Buffer, headerLength: number, payload: Buffer, rolloverCounter: number): void {
    const cipher = createCipheriv('aes-128-gcm', this.key, this.vectorOf(packet, rolloverCounter));
    cipher.setAAD(packet.subarray(0, headerLength));
    packet.set(cipher.update(payload), headerLength);
    cipher.final();
    packet.set(cipher.getAuthTag(), headerLength + payload.length);
  }

  decrypt(packet: Buffer, headerLength: number, rolloverCounter: number): Buffer | undefined {
    const end = packet.length - this.tagLength;
    if (end < headerLength) return undefined;
    const decipher = createDecipheriv('aes-128-gcm', this.key, this.vectorOf(packet, rolloverCounter));
    decipher.setAAD(packet.subarray(0, headerLength));
    decipher.setAuthTag(packet.subarray(end));
    const payload = decipher.update(packet.subarray(headerLength, end));
    try {
      decipher.final();
    } catch {
      return undefined;
    }
    return payload;
  }

  /** RFC 7714, 8.1. The buffer is used again: node:crypto copies it. */
  private vectorOf(packet: Buffer, rolloverCounter: number): Buffer {
    const { vector } = this;
    vector.fill(0, 0, 2);
    packet.copy(vector, 2, SSRC, SSRC + 4);
    vector.writeUInt32BE(rolloverCounter, 6);
    packet.copy(vector, 10, SEQUENCE_NUMBER, SEQUENCE_NUMBER + 2);
    for (let index = 0; index < 12; index++) vector[index] = (vector[index] ?? 0) ^ (this.salt[index] ?? 0);
    return vector;
  }
}

/** AES_CM_128_HMAC_SHA1_80 (RFC 3711), for browsers that do not offer GCM. */
class CounterModeCipher implements SrtpCipher {
  readonly tagLength = 10;
  private readonly vector = Buffer.alloc(16);
  private readonly counter = Buffer.alloc(4);

  constructor(
    private readonly key: Buffer,
    private readonly salt: Buffer,
    private readonly authenticationKey: Buffer,
  ) {}

  encrypt(packet: Buffer, headerLength: number, payload: Buffer, rolloverCounter: number): void {
    const cipher = createCipheriv('aes-128-ctr', this.key, this.vectorOf(packet, rolloverCounter));
    packet.set(cipher.update(payload), headerLength);
    const end = headerLength + payload.length;
    packet.set(this.tagOf(packet.subarray(0, end), rolloverCounter), end);
  }

  decrypt(packet: Buffer, headerLength: number, rolloverCounter: number): Buffer | undefined {
    const end = packet.length - this.tagLength;
    if (end < headerLength) return undefined;
    const tag = this.tagOf(packet.subarray(0, end), rolloverCounter);
    if (!timingSafeEqual(tag, packet.subarray(end))) return undefined;
    const decipher = createDecipheriv('aes-128-ctr', this.key, this.vectorOf(packet, rolloverCounter));
    return decipher.update(packet.subarray(headerLength, end));
  }

  /** RFC 3711, 4.2. */
  private tagOf(packet: Buffer, rolloverCounter: number): Buffer {
    this.counter.writeUInt32BE(rolloverCounter);
    const hmac = createHmac('sha1', this.authenticationKey).update(packet).update(this.counter);
    return hmac.digest().subarray(0, this.tagLength);
  }

  /** RFC 3711, 4.1.1: the salt, the source and the packet index, shifted by 16, 64 and 16 bits. */
  private vectorOf(packet: Buffer, rolloverCounter: number): Buffer {
    const { vector } = this;
    vector.fill(0);
    packet.copy(vector, 4, SSRC, SSRC + 4);
    vector.writeUInt32BE(rolloverCounter, 8);
    packet.copy(vector, 12, SEQUENCE_NUMBER, SEQUENCE_NUMBER + 2);
    for (let index = 0; index < 14; index++) vector[index] = (vector[index] ?? 0) ^ (this.salt[index] ?? 0);
    return vector;
  }
}

/** One direction of werift's session: it has derived the keys. */
export type SrtpDirection = SrtpSession['localContext'];

/** werift's number for AEAD_AES_128_GCM, which is that of the DTLS extension use_srtp (RFC 7714, 14.2). */
const GCM_PROFILE = 0x0007;

/** The cipher of one direction, with the keys that werift's session has derived. */
export function createSrtpCipher(direction: SrtpDirection): SrtpCipher {
  const { srtpSessionKey, srtpSessionSalt, srtpSessionAuthTag, profile } = direction;
  return profile === GCM_PROFILE
    ? new GcmCipher(srtpSessionKey, srtpSessionSalt)
    : new CounterModeCipher(srtpSessionKey, srtpSessionSalt, srtpSessionAuthTag);
}
