/** The kinds of media that a synthetic participant publishes. */
export type MediaKind = 'audio' | 'video';

/** One RTP packet to be sent. */
export interface PatternPacket {
  readonly kind: MediaKind;
  /** When it is due, ms since the pattern began. */
  readonly dueAt: number;
  /** Of the payload, bytes. */
  readonly size: number;
  /** In the clock of its kind: 90 kHz for video, 48 kHz for audio. */
  readonly timestamp: number;
  /** Whether it is the last packet of its frame. */
  readonly marker: boolean;
}

/** Frames of video in a second. */
export const FRAME_RATE = 30;

/** Packets of Opus in a second: 20 ms each. */
export const AUDIO_RATE = 50;

/** A keyframe comes once in so many frames: every 10 s. */
const KEYFRAME_INTERVAL = 300;

/** Chromium fills its packets of video up to about this size, bytes. */
const FULL_PAYLOAD = 1_100;

/** Size of a frame in full packets: a keyframe of 640x480 has some 25 kB. */
const KEYFRAME_PACKETS = 23;

/** Opus at 32 kbit/s, bytes. */
const AUDIO_PAYLOAD = 80;

/** Deterministic numbers from 0 to 1 (the generator mulberry32), so that every run sends the same packets. */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A frame's packets: 2 to 4 for a difference frame, so that a second has about 90, as VP8 at 640x480 and 0.8 Mbit/s. */
function* framePackets(frame: number, dueAt: number, random: () => number): Generator<PatternPacket> {
  const packets = frame % KEYFRAME_INTERVAL === 0 ? KEYFRAME_PACKETS : 2 + Math.floor(random() * 3);
  const timestamp = frame * (90_000 / FRAME_RATE);
  for (let packet = 1; packet <= packets; packet++) {
    const marker = packet === packets;
    const size = marker ? 1 + Math.floor(random() * FULL_PAYLOAD) : FULL_PAYLOAD;
    yield { kind: 'video', dueAt, size, timestamp, marker };
  }
}

/**
 * What a camera of 640x480 at 30 frames a second and a microphone send, in the order in which it is due, without end:
 * all packets of a frame at once, as browsers on a fast line do, about 95 a second, and 50 of Opus.
 * @param seed chooses the sizes; the same seed gives the same packets
 */
export function* mediaPattern(seed: number): Generator<PatternPacket, never> {
  const random = createRandom(seed);
  for (let frame = 0, sound = 0; ;) {
    const videoDueAt = (frame * 1_000) / FRAME_RATE;
    const audioDueAt = (sound * 1_000) / AUDIO_RATE;
    if (audioDueAt < videoDueAt) {
      const timestamp = sound++ * (48_000 / AUDIO_RATE);
      yield { kind: 'audio', dueAt: audioDueAt, size: AUDIO_PAYLOAD, timestamp, marker: false };
    } else {
      yield* framePackets(frame++, videoDueAt, random);
    }
  }
}
