import { type ReadonlySignal, useSignal, useSignalEffect } from '@preact/signals';
import type { JSX } from 'preact';
import { LevelMeter } from '../devices/level-meter';
import { ControlIcon } from './control-icon';
import { useWords } from './language-context';

/** What {@link LevelBar} needs. */
export interface LevelBarProps {
  readonly track: ReadonlySignal<MediaStreamTrack | undefined>;
  /** Whether to say how to test the microphone, and that it was heard. */
  readonly explains?: boolean;
}

/** The meter tells screen readers its level in steps of so many percent: they need no more, and listen to every change. */
const TOLD_STEP = 20;

/** How loud the microphone is. */
export function LevelBar({ track, explains = false }: LevelBarProps): JSX.Element {
  const words = useWords();
  const meter = useSignal<LevelMeter | undefined>(undefined);
  useSignalEffect(() => {
    const opened = new LevelMeter(track);
    meter.value = opened;
    return () => opened.close();
  });
  const percent = Math.round((meter.value?.level.value ?? 0) * 100);
  const loudness = meter.value?.loudness.value ?? 'silent';
  const heard = meter.value?.heard.value ?? false;
  return (
    <div class="level-bar">
      <div class="level">
        <ControlIcon name={track.value ? 'microphone' : 'microphoneOff'} />
        <div
          data-testid="level"
          role="meter"
          aria-label={words.prejoin.level}
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={Math.round(percent / TOLD_STEP) * TOLD_STEP}
          aria-valuetext={words.meter[loudness]}
        >
          <div style={{ inlineSize: `${String(percent)}%` }} />
        </div>
      </div>
      {explains && (
        <p class="hint" role="status" data-testid="level-hint" data-heard={heard}>
          {track.value && (heard ? words.meter.heard : words.meter.speak)}
        </p>
      )}
    </div>
  );
}
