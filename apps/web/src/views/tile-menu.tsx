import type { JSX } from 'preact';
import type { SeatView } from '../layout/seat-view';
import type { Stage } from '../layout/stage';
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
  readonly stage: Stage;
  /** For who laid the table. */
  readonly host: HostActs | undefined;
  /** Whether somebody else can be heard. */
  readonly audible: boolean;
  readonly onClose: () => void;
}

/** What can be done about one tile: show it large, hide the own one, and what the host can do. */
export function TileMenu({ participant, view, stage, host, audible, onClose }: TileMenuProps): JSX.Element {
  const words = useWords();
  const { participantId, self } = participant;
  const name = participant.displayName || words.table.guest;
  const large = stage.large.value === participantId;
  const togglePin = (): void => {
    if (large) stage.showEqual();
    else stage.show(participantId);
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
