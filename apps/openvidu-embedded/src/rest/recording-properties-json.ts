import type { RecordingProperties } from '../sessions/session-properties';

/** What a session keeps of {@link RecordingProperties} where its creator chose a layout or a mode that has more to say. */
interface ChosenRecordingProperties extends RecordingProperties {
  /** The path of the layout; only with the layout CUSTOM. */
  readonly customLayout?: string;
  /** Whether a stream that fails to be recorded ends the recording; only with the mode INDIVIDUAL. */
  readonly ignoreFailedStreams?: boolean;
}

function pictureJson(properties: ChosenRecordingProperties): object {
  const { recordingLayout, customLayout = '', resolution, frameRate, shmSize } = properties;
  const custom = recordingLayout === 'CUSTOM' ? { customLayout } : {};
  return { recordingLayout, ...custom, resolution, frameRate, shmSize };
}

/** How a session would be recorded as REST shows it: layout and size only where all streams go into one picture. */
export function recordingPropertiesJson(properties: ChosenRecordingProperties): object {
  const { name, hasAudio, hasVideo, outputMode, ignoreFailedStreams = false } = properties;
  const always = { name, hasAudio, hasVideo, outputMode };
  if (outputMode === 'INDIVIDUAL') return { ...always, ignoreFailedStreams };
  return { ...always, ...(hasVideo ? pictureJson(properties) : {}) };
}
