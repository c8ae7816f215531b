import { Type } from 'class-transformer';
import {
  IsBoolean,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import type { RecordingSettings, SessionSettings } from '../openvidu/session-settings';

/** The OpenVidu node that is to carry a session; OpenVidu CE ignores it. */
export class MediaNode {
  @IsString()
  @Length(1, 200)
  readonly id!: string;
}

/** OpenVidu's RecordingProperties, as a session's default. */
export class RecordingRequest implements RecordingSettings {
  @IsOptional()
  @IsString()
  @Matches(/^[\w~-]*$/)
  @MaxLength(200)
  readonly name?: string;

  @IsOptional()
  @IsBoolean()
  readonly hasAudio?: boolean;

  @IsOptional()
  @IsBoolean()
  readonly hasVideo?: boolean;

  @IsOptional()
  @IsIn(['COMPOSED', 'COMPOSED_QUICK_START', 'INDIVIDUAL'])
  readonly outputMode?: string;

  @IsOptional()
  @IsIn(['BEST_FIT', 'PICTURE_IN_PICTURE', 'VERTICAL_PRESENTATION', 'HORIZONTAL_PRESENTATION', 'CUSTOM'])
  readonly recordingLayout?: string;

  @IsOptional()
  @IsString()
  @MaxLength(200)
  readonly customLayout?: string;

  @IsOptional()
  @Matches(/^\d{3,4}x\d{3,4}$/)
  readonly resolution?: string;

  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(120)
  readonly frameRate?: number;

  @IsOptional()
  @IsInt()
  @Min(134_217_728)
  readonly shmSize?: number;

  @IsOptional()
  @IsBoolean()
  readonly ignoreFailedStreams?: boolean;
}

/** Body of `POST /api/sessions`: OpenVidu's SessionProperties, and nothing else reaches OpenVidu. */
export class SessionRequest implements SessionSettings {
  /** Empty or absent: OpenVidu makes an id. */
  @IsOptional()
  @IsString()
  @Matches(/^[a-zA-Z0-9_-]*$/)
  @MaxLength(100)
  readonly customSessionId?: string;

  @IsOptional()
  @IsIn(['ROUTED', 'RELAYED'])
  readonly mediaMode?: string;

  @IsOptional()
  @IsIn(['MANUAL', 'ALWAYS'])
  readonly recordingMode?: string;

  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => RecordingRequest)
  readonly defaultRecordingProperties?: RecordingRequest;

  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => MediaNode)
  readonly mediaNode?: MediaNode;

  @IsOptional()
  @IsIn(['MEDIA_SERVER_PREFERRED', 'NONE', 'VP8', 'VP9', 'H264'])
  readonly forcedVideoCodec?: string;

  @IsOptional()
  @IsBoolean()
  readonly allowTranscoding?: boolean;
}
