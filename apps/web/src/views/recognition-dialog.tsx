import type { Signal } from '@preact/signals';
import type { JSX } from 'preact';
import type { OwnRecognition } from '../recognition/own-recognition';
import { useWords } from './language-context';
import { ModalDialog } from './modal-dialog';
import { RecognitionMenu } from './recognition-menu';

/** What {@link RecognitionDialog} needs. */
export interface RecognitionDialogProps {
  readonly recognition: OwnRecognition;
  readonly open: Signal<boolean>;
}

/** The choice where motions are recognised, above the table. */
export function RecognitionDialog({ recognition, open }: RecognitionDialogProps): JSX.Element | null {
  const words = useWords().consent;
  if (!open.value) return null;
  return (
    <ModalDialog title={words.title} testId="recognition-dialog" onClose={() => (open.value = false)}>
      <RecognitionMenu recognition={recognition} />
    </ModalDialog>
  );
}
