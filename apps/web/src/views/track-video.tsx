import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/** What {@link TrackVideo} needs. */
export interface TrackVideoProps {
  readonly track: MediaStreamTrack | undefined;
  readonly label: string;
}

/** The participant's own camera, as in a mirror and without sound. */
export function TrackVideo({ track, label }: TrackVideoProps): JSX.Element {
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    if (video.current) video.current.srcObject = track ? new MediaStream([track]) : null;
  }, [track]);
  return <video ref={video} class="mirrored" aria-label={label} autoplay muted playsInline />;
}
