import type { JSX } from 'preact';
import type { SeatView } from '../layout/seat-view';
import type { HostActs } from '../meal/host-acts';
import type { TableParticipant } from '../meal/table-state';
import { ControlIcon } from './control-icon';
import { HostSeatActs } from './host-seat-acts';
import { useWords } from './language-context';
import { ModalDialog } from './modal-dialog';

/** What {@link TileMenu} needs. */
export interface TileMenuProps {
  readonly participant: TableParticipant;
  readonly view: SeatView;
  /** For who laid the table. */
  readonly host: HostActs | undefined;
  /** Whether somebody else can be heard. */
  readonly audible: boolean;
  readonly onClose: () => void;
}

/** What can be done about one tile: show it large, hide the own one, and what the host can do. */
export function TileMenu({ participant, view, host, audible, onClose }: TileMenuProps): JSX.Element {
  const words = useWords();
  const { participantId, self } = participant;
  const name = participant.displayName || words.table.guest;
  const large = view.pinned.value === participantId;
  const togglePin = (): void => {
    if (large) view.unpin();
    else view.pin(participantId);
    onClose();
  };
  const hide = (): void => {
    view.setHidesSelf(true);
    onClose();
  };
  return (
    <ModalDialog title={name} testId="tile-menu" onClose={onClose}>
      <div class="dialog-section">
        <button type="button" class="button" data-testid="toggle-pin" onClick={togglePin}>
          <ControlIcon name={large ? 'unpin' : 'pin'} />
          <span>{large ? words.seat.unpin : words.seat.pin}</span>
        </button>
        {self && (
          <>
            <button type="button" class="button" data-testid="hide-self" onClick={hide}>
              <ControlIcon name="cameraOff" />
              <span>{words.seat.hideSelf}</span>
            </button>
            <p class="hint">{words.seat.hiddenHint}</p>
          </>
        )}
      </div>
      {host && !self && (
        <HostSeatActs host={host} participantId={participantId} name={name} audible={audible} onRemoved={onClose} />
      )}
    </ModalDialog>
  );
}
