import {
  IsBoolean,
  IsIn,
  IsNumber,
  IsOptional,
  IsString,
  Matches,
  Max,
  Min,
  ValidateBy,
  ValidateIf,
} from 'class-validator';
import { DEFAULT_SESSION_PROPERTIES, type RecordingProperties } from '../sessions/session-properties';

const RECORDING_DEFAULTS = DEFAULT_SESSION_PROPERTIES.defaultRecordingProperties;

/** Whether all streams go into one picture, which has a layout and a size; OpenVidu passes over those fields elsewhere. */
function isComposed({ outputMode = RECORDING_DEFAULTS.outputMode }: RecordingPropertiesBody): boolean {
  return outputMode !== 'INDIVIDUAL';
}

function hasAnything(hasVideo: unknown, hasAudio: unknown): boolean {
  return hasVideo !== false || hasAudio !== false;
}

/** `defaultRecordingProperties` in the body of `POST /sessions`. */
export class RecordingPropertiesBody {
  @Matches(/^[\w~-]*$/)
  @IsOptional()
  readonly name?: string;

  @IsBoolean()
  @IsOptional()
  readonly hasAudio?: boolean;

  @ValidateBy({
    name: 'hasAnything',
    validator: {
      validate: (hasVideo, validation) =>
        hasAnything(hasVideo, (validation?.object as RecordingPropertiesBody | undefined)?.hasAudio),
      defaultMessage: () => 'hasVideo must not be false where hasAudio is false',
    },
  })
  @IsBoolean()
  @IsOptional()
  readonly hasVideo?: boolean;

  @IsIn(['COMPOSED', 'COMPOSED_QUICK_START', 'INDIVIDUAL'])
  @IsOptional()
  readonly outputMode?: string;

  @IsIn(['BEST_FIT', 'PICTURE_IN_PICTURE', 'VERTICAL_PRESENTATION', 'HORIZONTAL_PRESENTATION', 'CUSTOM'])
  @IsOptional()
  @ValidateIf(isComposed)
  readonly recordingLayout?: string;

  @IsString()
  @IsOptional()
  readonly customLayout?: string;

  /** Width and height in pixels, each 100 to 1999. */
  @Matches(/^(?:1\d|[1-9])\d{2}x(?:1\d|[1-9])\d{2}$/)
  @IsOptional()
  @ValidateIf(isComposed)
  readonly resolution?: string;

  /** Frames per second. */
  @Min(1)
  @Max(120)
  @IsNumber()
  @IsOptional()
  @ValidateIf(isComposed)
  readonly frameRate?: number;

  /** Bytes, 128 MiB or more. */
  @Min(134_217_728)
  @IsNumber()
  @IsOptional()
  @ValidateIf(isComposed)
  readonly shmSize?: number;

  @IsBoolean()
  @IsOptional()
  readonly ignoreFailedStreams?: boolean;
}

/** The properties that a body asks for, the defaults in place of what it leaves out. */
export function toRecordingProperties(body: RecordingPropertiesBody): RecordingProperties {
  const given = Object.entries(body).filter(([, member]) => member !== undefined);
  return { ...RECORDING_DEFAULTS, ...Object.fromEntries(given) };
}
