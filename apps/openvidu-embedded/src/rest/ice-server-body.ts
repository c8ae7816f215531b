import { IsOptional, IsString, ValidateBy, type ValidationArguments } from 'class-validator';
import type { IceServer } from '../sessions/connection-properties';
import { iceServerKind } from './ice-server-url';
import { createTurnCredentials } from './turn-credentials';

const RULE =
  'url must be stun(s):host[:port] without credentials, or turn(s):host[:port][?transport=udp|tcp] ' +
  'with either username and credential or staticAuthSecret';

function isIceServer(url: unknown, validation?: ValidationArguments): boolean {
  const kind = typeof url === 'string' ? iceServerKind(url) : undefined;
  const { username, credential, staticAuthSecret } = (validation?.object ?? {}) as Partial<IceServerBody>;
  const given = [username, credential].filter((text) => text !== undefined).length;
  if (kind === 'turn') return staticAuthSecret === undefined ? given === 2 : given === 0;
  return kind === 'stun' && given === 0 && staticAuthSecret === undefined;
}

/** An ICE server in the body of a connection. */
export class IceServerBody {
  @ValidateBy({ name: 'isIceServer', validator: { validate: isIceServer, defaultMessage: () => RULE } })
  readonly url!: string;

  @IsString()
  @IsOptional()
  readonly username?: string;

  @IsString()
  @IsOptional()
  readonly credential?: string;

  /** What this deployment shares with the TURN server: credentials are made of it, and nobody is told of it. */
  @IsString()
  @IsOptional()
  readonly staticAuthSecret?: string;
}

/**
 * The ICE server that browsers are told of.
 * @param now ms since the epoch, from which the lifetime of made credentials counts
 */
export function toIceServer({ url, username, credential, staticAuthSecret }: IceServerBody, now: number): IceServer {
  if (staticAuthSecret !== undefined) return { url, ...createTurnCredentials(staticAuthSecret, now) };
  return { url, ...(username && { username }), ...(credential && { credential }) };
}
