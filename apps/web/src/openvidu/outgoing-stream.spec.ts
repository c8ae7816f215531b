import type { OpenVidu, PublisherProperties, Session } from 'openvidu-browser';
import { OutgoingStream } from './outgoing-stream';

/** A track of the browser; clones live on when it ends. */
class FakeTrack {
  readyState = 'live';
  readonly clones: FakeTrack[] = [];

  constructor(
    readonly kind: 'audio' | 'video',
    readonly label: string,
  ) {}

  clone(): FakeTrack {
    const clone = new FakeTrack(this.kind, this.label);
    this.clones.push(clone);
    return clone;
  }

  stop(): void {
    this.readyState = 'ended';
  }
}

/** openvidu-browser's publisher, as far as an outgoing stream touches it; like it, it stops a track that is replaced. */
class PublisherEnd {
  readonly sent = new Map<'audio' | 'video', FakeTrack>();
  readonly stream;

  constructor({ videoSource, audioSource, publishVideo, publishAudio }: PublisherProperties) {
    for (const source of [videoSource, audioSource]) {
      const track = source as unknown as FakeTrack | false;
      if (track) this.sent.set(track.kind, track);
    }
    this.stream = {
      hasVideo: this.sent.has('video'),
      hasAudio: this.sent.has('audio'),
      videoActive: publishVideo,
      audioActive: publishAudio,
    };
  }

  publishAudio(enabled: boolean): void {
    this.stream.audioActive = enabled;
  }

  publishVideo(enabled: boolean, resource: FakeTrack | true): Promise<void> {
    this.stream.videoActive = enabled;
    if (resource === true) this.sent.get('video')?.stop();
    else this.sent.set('video', resource);
    return Promise.resolve();
  }

  replaceTrack(track: FakeTrack): Promise<void> {
    this.sent.get(track.kind)?.stop();
    this.sent.set(track.kind, track);
    return Promise.resolve();
  }
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 40; turn += 1) await Promise.resolve();
}

describe('OutgoingStream', () => {
  let publishers: PublisherEnd[];
  let outgoing: OutgoingStream;
  let unpublished: number;
  const camera = new FakeTrack('video', 'front');

  beforeEach(() => {
    publishers = [];
    unpublished = 0;
    const openVidu = {
      initPublisherAsync: (_element: undefined, properties: PublisherProperties) => {
        publishers.push(new PublisherEnd(properties));
        return Promise.resolve(publishers.at(-1));
      },
    };
    const session = {
      publish: () => Promise.resolve(),
      unpublish: () => {
        unpublished += 1;
        return Promise.resolve();
      },
    };
    outgoing = new OutgoingStream(openVidu as unknown as OpenVidu, session as unknown as Session);
  });

  afterEach(() => outgoing.close());

  async function send(video: FakeTrack | undefined, audio: FakeTrack | undefined, muted = false): Promise<void> {
    outgoing.send({
      camera: video as unknown as MediaStreamTrack | undefined,
      microphone: audio as unknown as MediaStreamTrack | undefined,
      muted,
    });
    await settle();
  }

  it('sends another microphone over the same stream, and frees the one before', async () => {
    const [first, second] = [new FakeTrack('audio', 'headset'), new FakeTrack('audio', 'built-in')];
    await send(camera, first);
    await send(camera, undefined);
    await send(camera, second);
    expect(publishers).toHaveLength(1);
    expect(publishers[0]!.sent.get('audio')?.label).toBe('built-in');
    expect(publishers[0]!.stream.audioActive).toBe(true);
    expect(first.clones.map(({ readyState }) => readyState)).toEqual(['ended']);
    expect(second.clones.map(({ readyState }) => readyState)).toEqual(['live']);
  });

  it('stays muted through another microphone', async () => {
    await send(camera, new FakeTrack('audio', 'headset'), true);
    await send(camera, new FakeTrack('audio', 'built-in'), true);
    expect(publishers[0]!.sent.get('audio')?.label).toBe('built-in');
    expect(publishers[0]!.stream.audioActive).toBe(false);
    await send(camera, new FakeTrack('audio', 'third'), false);
    expect(publishers[0]!.stream.audioActive).toBe(true);
  });

  it('keeps nothing of a microphone that is gone', async () => {
    const microphone = new FakeTrack('audio', 'headset');
    await send(camera, microphone);
    await send(camera, undefined);
    expect(publishers[0]!.stream.audioActive).toBe(false);
    expect(microphone.clones.map(({ readyState }) => readyState)).toEqual(['ended']);
  });

  it('sends another camera over the same stream, with the picture on as before', async () => {
    const [front, back] = [new FakeTrack('video', 'front'), new FakeTrack('video', 'back')];
    await send(front, undefined);
    await send(undefined, undefined);
    expect(publishers[0]!.stream.videoActive).toBe(false);
    await send(back, undefined);
    expect([publishers.length, unpublished]).toEqual([1, 0]);
    expect(publishers[0]!.sent.get('video')?.label).toBe('back');
    expect(publishers[0]!.stream.videoActive).toBe(true);
    expect(front.clones.map(({ readyState }) => readyState)).toEqual(['ended']);
  });

  it('publishes anew where a microphone comes to a stream that has no sound', async () => {
    await send(camera, undefined);
    await send(camera, new FakeTrack('audio', 'headset'), true);
    expect([publishers.length, unpublished]).toEqual([2, 1]);
    expect(publishers[1]!.stream).toMatchObject({ hasAudio: true, audioActive: false });
  });
});
