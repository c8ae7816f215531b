import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { MealSummary } from '../summary/meal-summary';
import { saveFile } from '../summary/save-file';
import { writeSummaryCsv } from '../summary/summary-csv';
import { drawPicture } from '../summary/summary-picture';
import { writtenTime } from '../summary/times';
import { BusyButton } from './busy-button';
import { useLanguage } from './language-context';
import { usePalette } from './use-palette';

/** Saves the summary as a picture or as a table. */
export function SummarySave({ summary }: { readonly summary: MealSummary }): JSX.Element {
  const { words, code } = useLanguage();
  const palette = usePalette();
  const busy = useSignal(false);
  const outcome = useSignal<{ readonly file: string | undefined } | undefined>(undefined);
  const { save, savePicture, saveTable, saved, saveFailed, kept } = words.value.summary;
  const keep = (content: Blob, extension: string): void => {
    const file = `bapsang-${writtenTime(summary.from).slice(0, 16).replaceAll(/[ :]/g, '-')}.${extension}`;
    saveFile(content, file);
    outcome.value = { file };
  };
  const keepPicture = async (): Promise<void> => {
    busy.value = true;
    try {
      const canvas = document.createElement('canvas');
      keep(await drawPicture({ summary, words: words.value, code: code.value, palette, canvas }), 'png');
    } catch {
      outcome.value = { file: undefined };
    }
    busy.value = false;
  };
  const keepTable = (): void =>
    keep(new Blob([writeSummaryCsv(summary, words.value)], { type: 'text/csv;charset=utf-8' }), 'csv');
  return (
    <section class="card">
      <h2>{save}</h2>
      <p class="hint">{kept}</p>
      <div class="row">
        <BusyButton class="button" data-testid="save-picture" busy={busy.value} onClick={() => void keepPicture()}>
          {savePicture}
        </BusyButton>
        <button type="button" class="button" data-testid="save-table" onClick={keepTable}>
          {saveTable}
        </button>
      </div>
      <p role="status" class={outcome.value && !outcome.value.file ? 'failure' : 'hint'}>
        {outcome.value && (outcome.value.file ? saved(outcome.value.file) : saveFailed)}
      </p>
    </section>
  );
}
