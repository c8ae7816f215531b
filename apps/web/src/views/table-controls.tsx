import type { ComponentChildren, JSX } from 'preact';
import type { LocalMedia } from '../devices/local-media';
import { BusyButton } from './busy-button';
import { ControlIcon } from './control-icon';
import { useWords } from './language-context';

/** What {@link TableControls} needs. */
export interface TableControlsProps {
  readonly media: LocalMedia;
  readonly onLeave: () => void;
  readonly children: ComponentChildren;
}

/** Microphone, camera, link and leaving. */
export function TableControls({ media, onLeave, children }: TableControlsProps): JSX.Element {
  const words = useWords();
  const { camera, microphone } = media;
  const silent = microphone.track.value === undefined || media.muted.value;
  const dark = camera.track.value === undefined;
  const toggleMicrophone = async (): Promise<void> => {
    if (microphone.track.value) media.setMuted(!silent);
    else {
      media.setMuted(false);
      await microphone.startAny();
    }
  };
  const toggleCamera = async (): Promise<void> => {
    if (camera.track.value) camera.stop();
    else await camera.startAny();
  };
  return (
    <div class="controls" role="group" aria-label={words.table.controls}>
      <button
        type="button"
        class={`button ${silent ? 'off' : ''}`}
        data-testid="toggle-microphone"
        data-on={!silent}
        onClick={() => void toggleMicrophone()}
      >
        <ControlIcon name={silent ? 'microphoneOff' : 'microphone'} />
        <span>{silent ? words.table.unmute : words.table.mute}</span>
      </button>
      <BusyButton
        class={`button ${dark ? 'off' : ''}`}
        data-testid="toggle-camera"
        data-on={!dark}
        busy={camera.state.value.status === 'starting'}
        onClick={() => void toggleCamera()}
      >
        <ControlIcon name={dark ? 'cameraOff' : 'camera'} />
        <span>{dark ? words.table.cameraOn : words.table.cameraOff}</span>
      </BusyButton>
      {children}
      <button type="button" class="button danger" data-testid="leave" onClick={onLeave}>
        <ControlIcon name="leave" />
        <span>{words.table.leave}</span>
      </button>
    </div>
  );
}
