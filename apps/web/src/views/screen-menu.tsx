import type { JSX } from 'preact';
import type { Fullscreen } from '../layout/fullscreen';
import type { Stage } from '../layout/stage';
import type { RemoteConnection } from '../openvidu/remote-connection';
import { ControlIcon } from './control-icon';
import { useWords } from './language-context';
import { ModalDialog } from './modal-dialog';
import { screenTileId } from './screen-tile';

/** What {@link ScreenMenu} needs. */
export interface ScreenMenuProps {
  readonly screen: RemoteConnection;
  /** Of whose screen it is. */
  readonly name: string;
  readonly stage: Stage;
  readonly fullscreen: Fullscreen;
  readonly onClose: () => void;
}

/** What can be done about a screen that somebody shares: show it large, or let it fill the whole screen. */
export function ScreenMenu({ screen, name, stage, fullscreen, onClose }: ScreenMenuProps): JSX.Element {
  const words = useWords();
  const large = stage.large.value === screen.connectionId;
  const full = fullscreen.active.value;
  const toggleLarge = (): void => {
    if (large) stage.showEqual();
    else stage.show(screen.connectionId);
    onClose();
  };
  const toggleFullscreen = (): void => {
    const tile = document.getElementById(screenTileId(screen));
    void (full ? fullscreen.leave() : fullscreen.enter(tile ?? undefined));
    onClose();
  };
  return (
    <ModalDialog title={words.screen.screenOf(name)} testId="screen-menu" onClose={onClose}>
      <div class="dialog-section">
        <button type="button" class="button" data-testid="toggle-large-screen" onClick={toggleLarge}>
          <ControlIcon name={large ? 'unpin' : 'pin'} />
          <span>{large ? words.seat.unpin : words.seat.pin}</span>
        </button>
        {fullscreen.supported && (
          <button type="button" class="button" data-testid="toggle-screen-fullscreen" onClick={toggleFullscreen}>
            <ControlIcon name={full ? 'leaveFullscreen' : 'enterFullscreen'} />
            <span>{full ? words.seat.leaveFullscreen : words.seat.enterFullscreen}</span>
          </button>
        )}
      </div>
    </ModalDialog>
  );
}
