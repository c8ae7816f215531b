import {
  Allow,
  IsArray,
  IsBoolean,
  IsDefined,
  IsIn,
  IsNotEmpty,
  IsNumber,
  IsOptional,
  IsString,
  MaxLength,
} from 'class-validator';

const LONGEST_TEXT = 100_000;

/** `joinRoom` */
export class JoinRoomParams {
  /** The whole token, a URL. */
  @IsString()
  readonly token!: string;

  /** The session's id. */
  @IsString()
  readonly session!: string;

  @IsString()
  @IsOptional()
  readonly platform?: string;

  /** The client's text about itself. */
  @IsString()
  @MaxLength(LONGEST_TEXT)
  @IsOptional()
  readonly metadata?: string;

  /** The deployment's secret, presented by recorders in place of a token. */
  @IsString()
  @IsOptional()
  readonly secret?: string;

  /** Whether the client records the session. */
  @IsBoolean()
  @IsOptional()
  readonly recorder?: boolean;
}

/** `publishVideo` */
export class PublishVideoParams {
  /** Whether the browser wants its own media back. */
  @IsBoolean()
  @IsOptional()
  readonly doLoopback?: boolean;

  @IsBoolean()
  readonly hasAudio!: boolean;

  @IsBoolean()
  readonly hasVideo!: boolean;

  @IsBoolean()
  @IsOptional()
  readonly audioActive?: boolean;

  @IsBoolean()
  @IsOptional()
  readonly videoActive?: boolean;

  @IsIn(['CAMERA', 'SCREEN', 'CUSTOM', 'IPCAM'])
  @IsOptional()
  readonly typeOfVideo?: string;

  @IsNumber()
  @IsOptional()
  readonly frameRate?: number;

  @IsString()
  @IsOptional()
  readonly videoDimensions?: string;

  @IsNotEmpty()
  @IsString()
  readonly sdpOffer!: string;
}

/** `receiveVideoFrom`: an offer, or the answer to the one of `prepareReceiveVideoFrom`. */
export class ReceiveVideoParams {
  /** A stream id. */
  @IsString()
  readonly sender!: string;

  @IsString()
  @IsOptional()
  readonly sdpOffer?: string;

  @IsString()
  @IsOptional()
  readonly sdpAnswer?: string;
}

/** `prepareReceiveVideoFrom`; whether it is a reconnection (`reconnect`) makes no difference here. */
export class PrepareReceiveVideoParams {
  /** A stream id. */
  @IsString()
  readonly sender!: string;
}

/** `reconnectStream` */
export class ReconnectStreamParams {
  /** A stream id. */
  @IsString()
  readonly stream!: string;

  /** The offer of a publisher, or a subscriber's answer to an offer of the server. */
  @IsString()
  @IsOptional()
  readonly sdpString?: string;

  /** The offer of a subscriber. */
  @IsString()
  @IsOptional()
  readonly sdpOffer?: string;

  /** Whether an answer is to the offer of `forciblyReconnectSubscriber`. */
  @IsBoolean()
  @IsOptional()
  readonly forciblyReconnect?: boolean;
}

/** `unsubscribeFromVideo` */
export class UnsubscribeParams {
  /** A connection id. */
  @IsString()
  readonly sender!: string;
}

/** `onIceCandidate` */
export class IceCandidateParams {
  /** The connection id that owns the stream. */
  @IsString()
  readonly endpointName!: string;

  /** Empty at the end of the candidates. */
  @IsString()
  readonly candidate!: string;

  @IsString()
  @IsOptional()
  readonly sdpMid?: string | null;

  @IsNumber()
  @IsOptional()
  readonly sdpMLineIndex?: number | null;
}

/** `sendMessage` */
export class SendMessageParams {
  /** JSON text of a {@link SignalMessage}. */
  @IsString()
  readonly message!: string;
}

/** What stands in the text of `sendMessage`. */
export class SignalMessage {
  /** Connection ids; empty or absent for everybody. */
  @IsString({ each: true })
  @IsArray()
  @IsOptional()
  readonly to?: string[];

  @IsString()
  @IsOptional()
  readonly type?: string;

  @IsString()
  @IsOptional()
  readonly data?: string;
}

/** `streamPropertyChanged` */
export class StreamPropertyParams {
  @IsIn(['audioActive', 'videoActive', 'videoDimensions', 'audioTrack', 'videoTrack'])
  readonly property!: string;

  /** Depends on the property. */
  @Allow()
  @IsDefined()
  readonly newValue!: unknown;

  @IsString()
  @IsOptional()
  readonly reason?: string;
}

/** `forceDisconnect` */
export class ForceDisconnectParams {
  @IsString()
  readonly connectionId!: string;
}

/** `forceUnpublish` */
export class ForceUnpublishParams {
  @IsString()
  readonly streamId!: string;
}
