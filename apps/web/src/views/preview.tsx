import type { JSX } from 'preact';
import type { CaptureDevice } from '../devices/capture-device';
import { ControlIcon } from './control-icon';
import { useWords } from './language-context';
import { TrackVideo } from './track-video';

/** How the others will see the participant. */
export function Preview({ camera }: { readonly camera: CaptureDevice }): JSX.Element {
  const words = useWords();
  const { status } = camera.state.value;
  return (
    <div class="preview" data-testid="preview" data-status={status}>
      <TrackVideo track={camera.track.value} label={words.prejoin.preview} />
      {status !== 'on' && (
        <p>
          <ControlIcon name={status === 'starting' ? 'camera' : 'cameraOff'} />
          {status === 'starting' ? words.prejoin.starting : words.prejoin.cameraOff}
          {status === 'starting' && <small>{words.meter.asking}</small>}
        </p>
      )}
    </div>
  );
}
