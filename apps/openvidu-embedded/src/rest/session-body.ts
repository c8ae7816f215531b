import { Type } from 'class-transformer';
import {
  IsBoolean,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { DEFAULT_SESSION_PROPERTIES, type SessionProperties } from '../sessions/session-properties';

/** `defaultRecordingProperties` in the body of `POST /sessions`. */
export class RecordingPropertiesBody {
  @Matches(/^[\w~-]*$/)
  @IsOptional()
  readonly name?: string;

  @IsBoolean()
  @IsOptional()
  readonly hasAudio?: boolean;

  @IsBoolean()
  @IsOptional()
  readonly hasVideo?: boolean;

  @IsIn(['COMPOSED', 'COMPOSED_QUICK_START', 'INDIVIDUAL'])
  @IsOptional()
  readonly outputMode?: string;

  @IsIn(['BEST_FIT', 'PICTURE_IN_PICTURE', 'VERTICAL_PRESENTATION', 'HORIZONTAL_PRESENTATION', 'CUSTOM'])
  @IsOptional()
  readonly recordingLayout?: string;

  @IsString()
  @MaxLength(1_000)
  @IsOptional()
  readonly customLayout?: string;

  /** Width and height in pixels, each 100 to 1999. */
  @Matches(/^1?\d{3}x1?\d{3}$/)
  @IsOptional()
  readonly resolution?: string;

  @IsInt()
  @Min(1)
  @Max(120)
  @IsOptional()
  readonly frameRate?: number;

  @IsInt()
  @Min(134_217_728)
  @IsOptional()
  readonly shmSize?: number;
}

/** The body of `POST /sessions`. */
export class SessionBody {
  /** Empty leaves the id to the server. */
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
}

function given<T extends object>(value: T): Partial<T> {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as Partial<T>;
}

/** The properties that a body asks for, the defaults in place of what it leaves out. */
export function toSessionProperties({ defaultRecordingProperties = {}, ...body }: SessionBody): SessionProperties {
  return {
    ...DEFAULT_SESSION_PROPERTIES,
    ...given(body),
    defaultRecordingProperties: {
      ...DEFAULT_SESSION_PROPERTIES.defaultRecordingProperties,
      ...given(defaultRecordingProperties),
    },
  };
}
