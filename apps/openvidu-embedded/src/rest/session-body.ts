import { Type } from 'class-transformer';
import { IsBoolean, IsIn, IsObject, IsOptional, IsString, Matches, MaxLength, ValidateNested } from 'class-validator';
import { DEFAULT_SESSION_PROPERTIES, type SessionProperties } from '../sessions/session-properties';
import { RecordingPropertiesBody, toRecordingProperties } from './recording-properties-body';

/** `mediaNode` in the body of `POST /sessions`; there is only one, so that the choice means nothing. */
export class MediaNodeBody {
  @IsString()
  readonly id!: string;
}

/** The body of `POST /sessions`. */
export class SessionBody {
  /** Empty leaves the id to the server. OpenVidu knows no longest one; here it must fit into a path. */
  @Matches(/^[\w-]*$/)
  @MaxLength(200)
  @IsOptional()
  readonly customSessionId?: string;

  @IsIn(['ROUTED', 'RELAYED'])
  @IsOptional()
  readonly mediaMode?: string;

  @IsIn(['MANUAL', 'ALWAYS'])
  @IsOptional()
  readonly recordingMode?: string;

  @ValidateNested()
  @IsObject()
  @Type(() => RecordingPropertiesBody)
  @IsOptional()
  readonly defaultRecordingProperties?: RecordingPropertiesBody;

  @IsIn(['MEDIA_SERVER_PREFERRED', 'NONE', 'VP8', 'VP9', 'H264'])
  @IsOptional()
  readonly forcedVideoCodec?: string;

  @IsBoolean()
  @IsOptional()
  readonly allowTranscoding?: boolean;

  @ValidateNested()
  @IsObject()
  @Type(() => MediaNodeBody)
  @IsOptional()
  readonly mediaNode?: MediaNodeBody;
}

/** The properties that a body asks for, the defaults in place of what it leaves out. */
export function toSessionProperties(body: SessionBody): SessionProperties {
  const { defaultRecordingProperties = new RecordingPropertiesBody() } = body;
  return {
    customSessionId: body.customSessionId ?? DEFAULT_SESSION_PROPERTIES.customSessionId,
    mediaMode: body.mediaMode ?? DEFAULT_SESSION_PROPERTIES.mediaMode,
    recordingMode: body.recordingMode ?? DEFAULT_SESSION_PROPERTIES.recordingMode,
    defaultRecordingProperties: toRecordingProperties(defaultRecordingProperties),
    forcedVideoCodec: body.forcedVideoCodec ?? DEFAULT_SESSION_PROPERTIES.forcedVideoCodec,
    allowTranscoding: body.allowTranscoding ?? DEFAULT_SESSION_PROPERTIES.allowTranscoding,
  };
}
