/** How a session would be recorded; kept and reported, never used here. */
export interface RecordingProperties {
  readonly name: string;
  readonly hasAudio: boolean;
  readonly hasVideo: boolean;
  readonly outputMode: string;
  readonly recordingLayout: string;
  readonly resolution: string;
  readonly frameRate: number;
  readonly shmSize: number;
}

/** What the creator of a session chose; OpenVidu's names and defaults. */
export interface SessionProperties {
  /** Empty where the id was left to the server. */
  readonly customSessionId: string;
  readonly mediaMode: string;
  readonly recordingMode: string;
  readonly defaultRecordingProperties: RecordingProperties;
  readonly forcedVideoCodec: string;
  readonly allowTranscoding: boolean;
}

/** OpenVidu CE's defaults for a session. */
export const DEFAULT_SESSION_PROPERTIES: SessionProperties = {
  customSessionId: '',
  mediaMode: 'ROUTED',
  recordingMode: 'MANUAL',
  defaultRecordingProperties: {
    name: '',
    hasAudio: true,
    hasVideo: true,
    outputMode: 'COMPOSED',
    recordingLayout: 'BEST_FIT',
    resolution: '1280x720',
    frameRate: 25,
    shmSize: 536_870_912,
  },
  forcedVideoCodec: 'MEDIA_SERVER_PREFERRED',
  allowTranscoding: false,
};
