import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Speaker } from '../devices/speaker';
import type { RemoteConnection } from '../openvidu/remote-connection';

/** What {@link RemoteVideo} needs. */
export interface RemoteVideoProps {
  readonly remote: RemoteConnection | undefined;
  readonly label: string;
  /** Where the sound comes out. */
  readonly speaker: Speaker;
}

/** Somebody else's picture and sound. */
export function RemoteVideo({ remote, label, speaker }: RemoteVideoProps): JSX.Element {
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    if (video.current) remote?.attach(video.current);
    return () => remote?.attach(undefined);
  }, [remote]);
  useEffect(() => (video.current ? speaker.follow(video.current) : undefined), [speaker]);
  return <video ref={video} aria-label={label} autoplay playsInline />;
}
