import type { AdminStream } from '@bapsang/shared';

/** The stream of a connection that `OpenViduServer` activated, as administrators see it. */
export function streamOf(connectionId: string): AdminStream {
  return {
    streamId: `str_CAM_${connectionId}`,
    ...{ hasAudio: true, hasVideo: true, audioActive: true, videoActive: false },
    ...{ frameRate: 30, videoDimensions: '{"width":640,"height":480}' },
  };
}
