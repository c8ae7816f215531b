import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import type { ConnectionSettings } from '../openvidu/session-settings';

/** Bandwidth limits, kbit/s, and the filters that a participant may apply. */
export class KurentoOptions {
  @IsOptional()
  @IsInt()
  @Min(0)
  readonly videoMaxRecvBandwidth?: number;

  @IsOptional()
  @IsInt()
  @Min(0)
  readonly videoMinRecvBandwidth?: number;

  @IsOptional()
  @IsInt()
  @Min(0)
  readonly videoMaxSendBandwidth?: number;

  @IsOptional()
  @IsInt()
  @Min(0)
  readonly videoMinSendBandwidth?: number;

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @IsString({ each: true })
  readonly allowedFilters?: readonly string[];
}

/** A STUN or TURN server for one connection. */
export class IceServer {
  @Matches(/^(stuns?|turns?):\S{1,300}$/)
  readonly url!: string;

  @IsOptional()
  @IsString()
  @MaxLength(300)
  readonly username?: string;

  @IsOptional()
  @IsString()
  @MaxLength(300)
  readonly credential?: string;

  @IsOptional()
  @IsString()
  @MaxLength(300)
  readonly staticAuthSecret?: string;
}

/** Body of `POST /api/sessions/:sessionId/connections`: OpenVidu's ConnectionProperties, and nothing else. */
export class ConnectionRequest implements ConnectionSettings {
  @IsOptional()
  @IsIn(['WEBRTC', 'IPCAM'])
  readonly type?: string;

  /** Server data, handed to every participant of the session. */
  @IsOptional()
  @IsString()
  @MaxLength(10_000)
  readonly data?: string;

  @IsOptional()
  @IsBoolean()
  readonly record?: boolean;

  @IsOptional()
  @IsIn(['SUBSCRIBER', 'PUBLISHER', 'MODERATOR'])
  readonly role?: string;

  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => KurentoOptions)
  readonly kurentoOptions?: KurentoOptions;

  @IsOptional()
  @IsString()
  @MaxLength(2000)
  readonly rtspUri?: string;

  @IsOptional()
  @IsBoolean()
  readonly adaptativeBitrate?: boolean;

  @IsOptional()
  @IsBoolean()
  readonly onlyPlayWithSubscribers?: boolean;

  /** Network cache of an IP camera, ms. */
  @IsOptional()
  @IsInt()
  @Min(0)
  readonly networkCache?: number;

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => IceServer)
  readonly customIceServers?: readonly IceServer[];
}
