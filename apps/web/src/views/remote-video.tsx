import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { RemoteConnection } from '../openvidu/remote-connection';

/** What {@link RemoteVideo} needs. */
export interface RemoteVideoProps {
  readonly remote: RemoteConnection | undefined;
  readonly label: string;
}

/** Somebody else's picture and sound. */
export function RemoteVideo({ remote, label }: RemoteVideoProps): JSX.Element {
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    if (video.current) remote?.attach(video.current);
    return () => remote?.attach(undefined);
  }, [remote]);
  return <video ref={video} aria-label={label} autoplay playsInline />;
}
