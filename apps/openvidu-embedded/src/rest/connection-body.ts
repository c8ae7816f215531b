import { Type } from 'class-transformer';
import {
  IsArray,
  IsBoolean,
  IsIn,
  IsNumber,
  IsObject,
  IsOptional,
  IsString,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import {
  DEFAULT_CONNECTION_PROPERTIES,
  ROLES,
  type ConnectionProperties,
  type Role,
} from '../sessions/connection-properties';
import { IceServerBody, toIceServer } from './ice-server-body';
import { KurentoOptionsBody } from './kurento-options-body';

/** Whether the body asks for an IP camera, whose fields differ; this deployment has none. */
export function isIpCamera({ type }: ConnectionBody): boolean {
  return type === 'IPCAM';
}

function isWebRtc(body: ConnectionBody): boolean {
  return !isIpCamera(body);
}

/** The body of `POST /sessions/{sessionId}/connection`. Fields of the other type of connection are passed over. */
export class ConnectionBody {
  @IsIn(['WEBRTC', 'IPCAM'])
  @IsOptional()
  readonly type?: string;

  @IsString()
  @IsOptional()
  readonly data?: string;

  @IsBoolean()
  @IsOptional()
  readonly record?: boolean;

  @IsIn(ROLES)
  @IsOptional()
  @ValidateIf(isWebRtc)
  readonly role?: Role;

  @ValidateNested()
  @IsObject()
  @Type(() => KurentoOptionsBody)
  @IsOptional()
  @ValidateIf(isWebRtc)
  readonly kurentoOptions?: KurentoOptionsBody;

  @ValidateNested({ each: true })
  @IsArray()
  @Type(() => IceServerBody)
  @IsOptional()
  @ValidateIf(isWebRtc)
  readonly customIceServers?: IceServerBody[];

  @IsString()
  @ValidateIf(isIpCamera)
  readonly rtspUri?: string;

  @IsBoolean()
  @IsOptional()
  @ValidateIf(isIpCamera)
  readonly adaptativeBitrate?: boolean;

  @IsBoolean()
  @IsOptional()
  @ValidateIf(isIpCamera)
  readonly onlyPlayWithSubscribers?: boolean;

  /** ms */
  @IsNumber()
  @IsOptional()
  @ValidateIf(isIpCamera)
  readonly networkCache?: number;
}

/** The body of `PATCH /sessions/{sessionId}/connection/{connectionId}`; nothing else of a connection can change. */
export class ConnectionUpdateBody {
  @IsIn(ROLES)
  @IsOptional()
  readonly role?: Role;

  @IsBoolean()
  @IsOptional()
  readonly record?: boolean;
}

/** The properties that a body asks for, the defaults in place of what it leaves out. */
export function toConnectionProperties(body: ConnectionBody): ConnectionProperties {
  const { role, data, record, kurentoOptions, customIceServers } = body;
  const now = Date.now();
  return {
    role: role ?? DEFAULT_CONNECTION_PROPERTIES.role,
    data: data ?? DEFAULT_CONNECTION_PROPERTIES.data,
    record: record ?? DEFAULT_CONNECTION_PROPERTIES.record,
    kurentoOptions: kurentoOptions ?? null,
    customIceServers: customIceServers?.map((server) => toIceServer(server, now)) ?? [],
  };
}
