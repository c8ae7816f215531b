/** Properties of a recording that OpenVidu takes as a session's default. */
export interface RecordingSettings {
  readonly name?: string;
  readonly hasAudio?: boolean;
  readonly hasVideo?: boolean;
  readonly outputMode?: string;
  readonly recordingLayout?: string;
  readonly customLayout?: string;
  /** `WIDTHxHEIGHT`, pixels. */
  readonly resolution?: string;
  readonly frameRate?: number;
  /** Shared memory of the recording container, bytes. */
  readonly shmSize?: number;
  readonly ignoreFailedStreams?: boolean;
}

/** What a session can be created with: OpenVidu's SessionProperties. */
export interface SessionSettings {
  /** Id to give to the session, `[a-zA-Z0-9_-]+`; empty or absent: OpenVidu makes one. */
  readonly customSessionId?: string;
  readonly mediaMode?: string;
  readonly recordingMode?: string;
  readonly defaultRecordingProperties?: RecordingSettings;
  readonly mediaNode?: { readonly id: string };
  readonly forcedVideoCodec?: string;
  readonly allowTranscoding?: boolean;
}

/** What a connection can be created with: OpenVidu's ConnectionProperties. */
export interface ConnectionSettings {
  readonly type?: string;
  /** Server data, handed to every participant of the session. */
  readonly data?: string;
  readonly record?: boolean;
  readonly role?: string;
  readonly kurentoOptions?: object;
  readonly rtspUri?: string;
  readonly adaptativeBitrate?: boolean;
  readonly onlyPlayWithSubscribers?: boolean;
  /** Network cache of an IP camera, ms. */
  readonly networkCache?: number;
  readonly customIceServers?: readonly object[];
}
