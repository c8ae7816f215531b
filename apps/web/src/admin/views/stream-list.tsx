import type { AdminStream } from '@bapsang/shared';
import type { JSX } from 'preact';
import { useAdminWords } from './use-admin-words';

/** What a connection publishes, one line for each stream. */
export function StreamList({ streams }: { readonly streams: readonly AdminStream[] }): JSX.Element {
  const words = useAdminWords();
  const { noStreams, video, audio, off, framesPerSecond } = words.session;
  if (streams.length === 0) return <>{noStreams}</>;
  const describe = (stream: AdminStream): string => {
    // OpenVidu says -1 where it does not know.
    const rate = stream.frameRate ?? -1;
    const size = /^\{"width":(\d+),"height":(\d+)\}$/.exec(stream.videoDimensions ?? '');
    const picture = [size && `${String(size[1])}×${String(size[2])}`, rate > 0 && framesPerSecond(rate)];
    return [
      stream.hasVideo && [video, ...(stream.videoActive ? picture.filter(Boolean) : [off])].join(' '),
      stream.hasAudio && [audio, ...(stream.audioActive ? [] : [off])].join(' '),
    ]
      .filter(Boolean)
      .join(', ');
  };
  return (
    <>
      {streams.map((stream) => (
        <div key={stream.streamId}>{describe(stream)}</div>
      ))}
    </>
  );
}
