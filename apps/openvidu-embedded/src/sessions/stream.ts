import type { Publisher } from '../media/publisher';

/** What a publisher tells about its stream; OpenVidu's names. */
export interface StreamProperties {
  readonly hasAudio: boolean;
  readonly hasVideo: boolean;
  /** Whether the microphone is on; only where there is audio. */
  readonly audioActive?: boolean;
  /** Whether the camera is on; only where there is video. */
  readonly videoActive?: boolean;
  /** `CAMERA`, `SCREEN` or `CUSTOM`; only where there is video. */
  readonly typeOfVideo?: string;
  /** Frames per second, -1 for unknown; only where there is video. */
  readonly frameRate?: number;
  /** JSON text with width and height in pixels; only where there is video. */
  readonly videoDimensions?: string;
}

/** The properties that follow from the kinds of media which a stream has: no word of video where there is none. */
export function consistentProperties(given: StreamProperties): StreamProperties {
  const { hasAudio, hasVideo, audioActive = true, videoActive = true, typeOfVideo = 'CAMERA', frameRate = -1 } = given;
  const video = {
    videoActive,
    typeOfVideo,
    frameRate,
    ...(given.videoDimensions === undefined ? {} : { videoDimensions: given.videoDimensions }),
  };
  return { hasAudio, hasVideo, ...(hasAudio ? { audioActive } : {}), ...(hasVideo ? video : {}) };
}

function isTrue(value: unknown): boolean {
  return value === true || value === 'true';
}

/** One published bundle of audio and video. */
export class Stream {
  private current: StreamProperties;

  constructor(
    /** `str_…_con_…` */
    readonly id: string,
    readonly createdAt: number,
    properties: StreamProperties,
    /** The media behind it. */
    readonly publisher: Publisher,
  ) {
    this.current = consistentProperties(properties);
  }

  get properties(): StreamProperties {
    return this.current;
  }

  /** Keeps a change that the publisher announced, so that whoever joins later sees it; what is unknown is passed over. */
  change(property: string, value: unknown): void {
    if (property === 'audioActive') this.update({ audioActive: isTrue(value) });
    if (property === 'videoActive') this.update({ videoActive: isTrue(value) });
    if (property === 'videoDimensions' && typeof value === 'string') this.update({ videoDimensions: value });
  }

  private update(change: Partial<StreamProperties>): void {
    this.current = consistentProperties({ ...this.current, ...change });
  }
}
