import type { JSX } from 'preact';
import type { Speaker } from '../devices/speaker';
import { useWords } from './language-context';

/** The choice of the speaker, in browsers that leave it to the page. */
export function SpeakerSelect({ speaker }: { readonly speaker: Speaker }): JSX.Element | null {
  const words = useWords();
  const choices = speaker.choices.value;
  if (!speaker.selectable || choices.length === 0) return null;
  return (
    <div class="device-select">
      <label class="field">
        <span>{words.devices.speaker}</span>
        <select
          data-testid="speaker-select"
          value={speaker.used.value}
          onChange={(event) => speaker.choose(event.currentTarget.value)}
        >
          <option value="">{words.devices.browsersSpeaker}</option>
          {choices.map(({ deviceId, label }, index) => (
            <option key={deviceId} value={deviceId}>
              {label || words.devices.speakerNumber(index + 1)}
            </option>
          ))}
        </select>
      </label>
      {speaker.failure.value && (
        <p class="failure" role="alert">
          {words.device.speaker[speaker.failure.value]}
        </p>
      )}
    </div>
  );
}
