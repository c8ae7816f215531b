import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import type { RtpPacket } from 'werift';
import { createRemb } from '../../apps/openvidu-embedded/src/media/remb';
import { createVideoPeer, withoutTransportFeedback } from './video-peer';
import { readVp8Picture } from './vp8-picture';

/** One frame of a recording. */
export interface RecordedFrame {
  /** RTP timestamp, 90 kHz. */
  readonly timestamp: number;
  /** The RTP payloads of its packets, in order. */
  readonly payloads: readonly Buffer[];
}

/** Time for the browser's encoder to reach the bitrate that it is allowed, ms. */
const RAMP = 8_000;

/** What the browser may send, bit/s: as much as the deployment allows. */
const BITRATE = 2_000_000;

const REMB_INTERVAL = 500;
const SEQUENCE_NUMBERS = 0x1_0000;

/** Lets the page send its fake camera, 640x480 at 30 frames/s, over a peer connection of its own. */
async function offerCamera(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const video = { width: 640, height: 480, frameRate: 30 };
    const stream = await navigator.mediaDevices.getUserMedia({ video });
    const peer = new RTCPeerConnection();
    Object.assign(window, { recordedPeer: peer });
    for (const track of stream.getVideoTracks()) peer.addTransceiver(track, { direction: 'sendonly' });
    await peer.setLocalDescription();
    if (peer.iceGatheringState !== 'complete') {
      await new Promise((resolve) =>
        peer.addEventListener('icegatheringstatechange', () => {
          if (peer.iceGatheringState === 'complete') resolve(undefined);
        }),
      );
    }
    return peer.localDescription?.sdp ?? '';
  });
}

async function acceptAnswer(page: Page, sdp: string): Promise<void> {
  await page.evaluate(async (sdp) => {
    const { recordedPeer } = window as unknown as { recordedPeer: RTCPeerConnection };
    await recordedPeer.setRemoteDescription({ type: 'answer', sdp });
  }, sdp);
}

/**
 * The frames among packets, from the first keyframe on.
 * @throws Error when the packets hold no keyframe, a packet is missing or the payloads cannot be replayed
 */
export function framesOf(packets: readonly RtpPacket[]): readonly RecordedFrame[] {
  const start = packets.findIndex(({ payload }) => readVp8Picture(payload).startsKeyframe);
  if (start < 0) throw new Error('The recording holds no keyframe.');
  const frames: { timestamp: number; payloads: Buffer[] }[] = [];
  let previous: number | undefined;
  for (const { header, payload } of packets.slice(start)) {
    if (previous !== undefined && header.sequenceNumber !== (previous + 1) % SEQUENCE_NUMBERS)
      throw new Error(`The recording misses packets between ${previous} and ${header.sequenceNumber}.`);
    previous = header.sequenceNumber;
    const { hasLongId, hasLayers } = readVp8Picture(payload);
    if (!hasLongId || hasLayers) throw new Error('The recording is no plain VP8 with picture ids of 15 bits.');
    if (frames.at(-1)?.timestamp !== header.timestamp) frames.push({ timestamp: header.timestamp, payloads: [] });
    frames.at(-1)?.payloads.push(payload);
  }
  // The last frame may lack packets.
  return frames.slice(0, -1);
}

/**
 * What a real browser sends of its camera, from a keyframe on.
 * @param page has not joined a session
 * @param duration ms
 */
export async function recordVideo(page: Page, duration: number): Promise<readonly RecordedFrame[]> {
  const peer = createVideoPeer();
  const packets: RtpPacket[] = [];
  let timer: NodeJS.Timeout | undefined;
  try {
    peer.onTrack.subscribe((track) => track.onReceiveRtp.subscribe((packet) => packets.push(packet)));
    await peer.setRemoteDescription({ type: 'offer', sdp: await offerCamera(page) });
    await peer.setLocalDescription(await peer.createAnswer());
    await acceptAnswer(page, withoutTransportFeedback(peer.localDescription?.sdp ?? ''));
    const receiver = peer.getTransceivers()[0]?.receiver;
    if (!receiver) throw new Error('The page offered no video.');
    timer = setInterval(() => {
      const remb = createRemb(BITRATE, receiver.rtcpSsrc, packets.at(-1)?.header.ssrc ?? 0);
      receiver.dtlsTransport.sendRtcp([remb]).catch(() => undefined);
    }, REMB_INTERVAL);
    await sleep(RAMP);
    packets.length = 0;
    await receiver.sendRtcpPLI(receiver.track.ssrc ?? 0);
    await sleep(duration);
    return framesOf(packets.filter(({ payload }) => payload.length > 0));
  } finally {
    clearInterval(timer);
    await peer.close();
  }
}
