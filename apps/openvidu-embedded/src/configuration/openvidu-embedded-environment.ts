import { LOG_LEVELS, type LogLevel } from '@bapsang/server';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsIP, IsOptional, IsString, IsUrl, Matches, Max, Min } from 'class-validator';

/** Everything that the environment may set for the embedded OpenVidu deployment; each property is a variable. */
export class OpenviduEmbeddedEnvironment {
  /** How much is logged. */
  @IsIn(LOG_LEVELS)
  readonly LOG_LEVEL: LogLevel = 'info';

  /** TCP port of REST and WebSocket, and UDP port of the STUN responder; 0 takes a free one. */
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(65_535)
  readonly OPENVIDU_PORT: number = 4443;

  /** The address on which REST and WebSocket listen. */
  @IsString()
  readonly OPENVIDU_HOST: string = '127.0.0.1';

  /** The password of the REST user OPENVIDUAPP. */
  @Matches(/^[\w-]+$/, { message: 'OPENVIDU_SECRET must be given and consist of letters, digits, "-" and "_"' })
  readonly OPENVIDU_SECRET!: string;

  /** Where browsers reach this deployment. Default: `http://localhost:<OPENVIDU_PORT>`. */
  @IsUrl({ protocols: ['http', 'https'], require_protocol: true, require_tld: false })
  @IsOptional()
  readonly OPENVIDU_PUBLIC_URL?: string;

  /** The IPv4 address of this machine to which browsers send their media. */
  @IsIP(4)
  readonly OPENVIDU_MEDIA_ADDRESS: string = '127.0.0.1';
}
