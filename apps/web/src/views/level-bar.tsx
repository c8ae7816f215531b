import { type ReadonlySignal, useComputed, useSignal, useSignalEffect } from '@preact/signals';
import type { JSX } from 'preact';
import { LevelMeter } from '../devices/level-meter';
import { ControlIcon } from './control-icon';
import { useWords } from './language-context';

/** How loud the microphone is. */
export function LevelBar({ track }: { readonly track: ReadonlySignal<MediaStreamTrack | undefined> }): JSX.Element {
  const words = useWords();
  const meter = useSignal<LevelMeter | undefined>(undefined);
  const level = useComputed(() => meter.value?.level.value ?? 0);
  useSignalEffect(() => {
    const opened = new LevelMeter(track);
    meter.value = opened;
    return () => opened.close();
  });
  const percent = Math.round(level.value * 100);
  return (
    <div class="level">
      <ControlIcon name={track.value ? 'microphone' : 'microphoneOff'} />
      <div
        data-testid="level"
        role="meter"
        aria-label={words.prejoin.level}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
      >
        <div style={{ inlineSize: `${String(percent)}%` }} />
      </div>
    </div>
  );
}
