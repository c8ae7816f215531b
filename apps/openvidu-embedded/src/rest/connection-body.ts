import { Type } from 'class-transformer';
import {
  IsArray,
  IsBoolean,
  IsIn,
  IsNumber,
  IsObject,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import {
  DEFAULT_CONNECTION_PROPERTIES,
  ROLES,
  type ConnectionProperties,
  type Role,
} from '../sessions/connection-properties';

const LONGEST_DATA = 100_000;

/** `kurentoOptions` in the body of a connection; kept and reported, never used. */
export class KurentoOptionsBody {
  @IsNumber()
  @Min(0)
  @IsOptional()
  readonly videoMaxRecvBandwidth?: number;

  @IsNumber()
  @Min(0)
  @IsOptional()
  readonly videoMinRecvBandwidth?: number;

  @IsNumber()
  @Min(0)
  @IsOptional()
  readonly videoMaxSendBandwidth?: number;

  @IsNumber()
  @Min(0)
  @IsOptional()
  readonly videoMinSendBandwidth?: number;

  @IsString({ each: true })
  @IsArray()
  @IsOptional()
  readonly allowedFilters?: string[];
}

/** An ICE server in the body of a connection. */
export class IceServerBody {
  @Matches(/^(?:stun|turn)s?:[^\s?]+(?:\?transport=(?:udp|tcp))?$/)
  readonly url!: string;

  @IsString()
  @IsOptional()
  readonly username?: string;

  @IsString()
  @IsOptional()
  readonly credential?: string;
}

/** The body of `POST /sessions/{sessionId}/connection`. */
export class ConnectionBody {
  /** IP cameras are not part of this deployment. */
  @IsIn(['WEBRTC'])
  @IsOptional()
  readonly type?: string;

  @IsString()
  @MaxLength(LONGEST_DATA)
  @IsOptional()
  readonly data?: string;

  @IsIn(ROLES)
  @IsOptional()
  readonly role?: Role;

  @IsBoolean()
  @IsOptional()
  readonly record?: boolean;

  @ValidateNested()
  @IsObject()
  @Type(() => KurentoOptionsBody)
  @IsOptional()
  readonly kurentoOptions?: KurentoOptionsBody;

  @ValidateNested({ each: true })
  @IsArray()
  @Type(() => IceServerBody)
  @IsOptional()
  readonly customIceServers?: IceServerBody[];
}

/** The properties that a body asks for, the defaults in place of what it leaves out. */
export function toConnectionProperties(body: ConnectionBody): ConnectionProperties {
  const { role, data, record, kurentoOptions, customIceServers } = body;
  return {
    role: role ?? DEFAULT_CONNECTION_PROPERTIES.role,
    data: data ?? DEFAULT_CONNECTION_PROPERTIES.data,
    record: record ?? DEFAULT_CONNECTION_PROPERTIES.record,
    kurentoOptions: kurentoOptions ?? null,
    customIceServers: customIceServers ?? DEFAULT_CONNECTION_PROPERTIES.customIceServers,
  };
}
