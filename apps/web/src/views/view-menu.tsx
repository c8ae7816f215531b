import type { JSX } from 'preact';
import type { SeatView } from '../layout/seat-view';
import { ControlIcon } from './control-icon';
import { useWords } from './language-context';

/** How the participant sees the table: the own tile, everybody in the same size, the whole screen. */
export function ViewMenu({ view }: { readonly view: SeatView }): JSX.Element {
  const words = useWords();
  const { fullscreen } = view;
  const hidden = view.hidesSelf.value;
  const full = fullscreen.active.value;
  return (
    <section class="dialog-section" aria-label={words.seat.view}>
      <h3>{words.seat.view}</h3>
      <button type="button" class="button" data-testid="toggle-self" onClick={() => view.setHidesSelf(!hidden)}>
        <ControlIcon name={hidden ? 'camera' : 'cameraOff'} />
        <span>{hidden ? words.seat.showSelf : words.seat.hideSelf}</span>
      </button>
      {fullscreen.supported && (
        <button
          type="button"
          class="button"
          data-testid="toggle-fullscreen"
          onClick={() => void (full ? fullscreen.leave() : fullscreen.enter())}
        >
          <ControlIcon name={full ? 'leaveFullscreen' : 'enterFullscreen'} />
          <span>{full ? words.seat.leaveFullscreen : words.seat.enterFullscreen}</span>
        </button>
      )}
    </section>
  );
}
