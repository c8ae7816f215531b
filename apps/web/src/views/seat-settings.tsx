import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { LocalMedia } from '../devices/local-media';
import type { SeatView } from '../layout/seat-view';
import type { HostActs } from '../meal/host-acts';
import { ControlIcon } from './control-icon';
import type { OwnRecognition } from '../recognition/own-recognition';
import { DeviceMenu } from './device-menu';
import { HostEndMeal } from './host-end-meal';
import { Invitation } from './invitation';
import { useWords } from './language-context';
import { ModalDialog } from './modal-dialog';
import { RecognitionMenu } from './recognition-menu';
import { ViewMenu } from './view-menu';

/** What {@link SeatSettings} needs. */
export interface SeatSettingsProps {
  readonly media: LocalMedia;
  readonly view: SeatView;
  /** The link for guests. */
  readonly link: string;
  readonly recognition: OwnRecognition;
  /** For who laid the table. */
  readonly host: HostActs | undefined;
}

/** The button to everything about the own seat that is not needed all the time, and the dialog behind it. */
export function SeatSettings({ media, view, link, recognition, host }: SeatSettingsProps): JSX.Element {
  const words = useWords();
  const open = useSignal(false);
  return (
    <>
      <button
        type="button"
        class="button"
        data-testid="seat-settings"
        aria-haspopup="dialog"
        onClick={() => (open.value = true)}
      >
        <ControlIcon name="settings" />
        <span>{words.seat.settings}</span>
      </button>
      {open.value && (
        <ModalDialog title={words.seat.settings} testId="seat-dialog" onClose={() => (open.value = false)}>
          <DeviceMenu media={media} />
          <ViewMenu view={view} />
          <section class="dialog-section" aria-label={words.consent.title}>
            <h3>{words.consent.title}</h3>
            <RecognitionMenu recognition={recognition} />
          </section>
          <section class="dialog-section" aria-label={words.invitation.title}>
            <h3>{words.invitation.title}</h3>
            <Invitation link={link} />
          </section>
          {host && <HostEndMeal host={host} />}
        </ModalDialog>
      )}
    </>
  );
}
