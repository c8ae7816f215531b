import { isIPv4 } from 'node:net';
import { LOG_LEVELS, type LogLevel } from '@bapsang/server';
import { Transform, Type } from 'class-transformer';
import { IsBoolean, IsIn, IsInt, IsOptional, IsString, IsUrl, Matches, Max, Min } from 'class-validator';
import { EVENT_NAMES } from '../events/openvidu-event';
import type { MediaServerName } from '../signalling/join-methods';
import { Holds } from './cross-field';
import { DEFAULT_LIMITS } from './limits';
import { parsePortRange } from './port-range';
import { parseWebhookEvents, parseWebhookHeaders } from './webhook-settings';

/** Every {@link MediaServerName}. */
const MEDIA_SERVERS: readonly MediaServerName[] = ['kurento', 'mediasoup'];

/** `true` and `false` as booleans; anything else stays and is refused. */
function AsBoolean(): PropertyDecorator {
  return Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value));
}

function IsWebAddress(message: string): PropertyDecorator {
  return IsUrl({ protocols: ['http', 'https'], require_protocol: true, require_tld: false }, { message });
}

function isTextFor(read: (text: string) => unknown): (whole: object, value: unknown) => boolean {
  return (_whole, value) => typeof value === 'string' && read(value) !== undefined;
}

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

  /** Where browsers reach this deployment. Default: `http://localhost:<OPENVIDU_PORT>`, with TLS https. */
  @IsWebAddress('OPENVIDU_PUBLIC_URL must be an address such as https://meet.example')
  @IsOptional()
  readonly OPENVIDU_PUBLIC_URL?: string;

  /** File with the private key, PEM; together with the certificate it makes REST and WebSocket speak TLS. */
  @Holds(
    ({ OPENVIDU_TLS_CERTIFICATE }) => OPENVIDU_TLS_CERTIFICATE !== undefined,
    'OPENVIDU_TLS_KEY needs OPENVIDU_TLS_CERTIFICATE beside it',
  )
  @IsOptional()
  readonly OPENVIDU_TLS_KEY?: string;

  /** File with the certificate and those that lead to its issuer, PEM. Read again when it changes. */
  @Holds(
    ({ OPENVIDU_TLS_KEY }) => OPENVIDU_TLS_KEY !== undefined,
    'OPENVIDU_TLS_CERTIFICATE needs OPENVIDU_TLS_KEY beside it',
  )
  @IsOptional()
  readonly OPENVIDU_TLS_CERTIFICATE?: string;

  /** The IPv4 address of this machine that sends and receives media. */
  @Holds(
    (_whole, value) => isIPv4(String(value)) && value !== '0.0.0.0',
    'OPENVIDU_MEDIA_ADDRESS must be one IPv4 address of this machine, such as 192.168.1.5: browsers are told it',
  )
  readonly OPENVIDU_MEDIA_ADDRESS: string = '127.0.0.1';

  /** The IPv4 address to which browsers send their media, where it is another: behind one-to-one NAT, as on EC2. */
  @Holds(
    (_whole, value) => isIPv4(String(value)),
    'OPENVIDU_MEDIA_PUBLIC_ADDRESS must be an IPv4 address, such as 198.51.100.7',
  )
  @IsOptional()
  readonly OPENVIDU_MEDIA_PUBLIC_ADDRESS?: string;

  /** UDP ports for media, `40000-40200`; one per publisher and per subscription. Default: any that is free. */
  @Holds(
    isTextFor(parsePortRange),
    'OPENVIDU_MEDIA_PORTS must be a range of ports from 1024 to 65535, the smaller first, such as 40000-40200',
  )
  @IsOptional()
  readonly OPENVIDU_MEDIA_PORTS?: string;

  /** What is named to browsers as the media server: with kurento they make the offers, with mediasoup we do. */
  @IsIn(MEDIA_SERVERS)
  readonly OPENVIDU_MEDIA_SERVER: MediaServerName = 'kurento';

  /** How often it is looked for sessions that nobody joined, seconds; 0 turns it off. */
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(86_400)
  readonly OPENVIDU_SESSIONS_GARBAGE_INTERVAL: number = 900;

  /** How old a session must be that nobody joined until it is dropped, seconds. */
  @Type(() => Number)
  @IsInt()
  @Min(0)
  readonly OPENVIDU_SESSIONS_GARBAGE_THRESHOLD: number = 3_600;

  /** Whether events are posted to OPENVIDU_WEBHOOK_ENDPOINT: true or false. */
  @AsBoolean()
  @IsBoolean({ message: 'OPENVIDU_WEBHOOK must be true or false' })
  @Holds(
    ({ OPENVIDU_WEBHOOK_ENDPOINT }, value) => value !== true || OPENVIDU_WEBHOOK_ENDPOINT !== undefined,
    'OPENVIDU_WEBHOOK=true needs OPENVIDU_WEBHOOK_ENDPOINT',
  )
  readonly OPENVIDU_WEBHOOK: boolean = false;

  /** Where events are posted, http or https. */
  @IsWebAddress('OPENVIDU_WEBHOOK_ENDPOINT must be an address such as http://localhost:5000/events')
  @IsOptional()
  readonly OPENVIDU_WEBHOOK_ENDPOINT?: string;

  /** Headers of every post, a JSON array of `Name: value`. */
  @Holds(
    isTextFor(parseWebhookHeaders),
    'OPENVIDU_WEBHOOK_HEADERS must be a JSON array of headers, such as ["Authorization: Basic abc"]',
  )
  readonly OPENVIDU_WEBHOOK_HEADERS: string = '[]';

  /** Names of the events that are posted, a JSON array. */
  @Holds(isTextFor(parseWebhookEvents), "OPENVIDU_WEBHOOK_EVENTS must be a JSON array of names of OpenVidu's events")
  readonly OPENVIDU_WEBHOOK_EVENTS: string = JSON.stringify(EVENT_NAMES);

  /** Whether events are written to a file in OPENVIDU_CDR_PATH: true or false. */
  @AsBoolean()
  @IsBoolean({ message: 'OPENVIDU_CDR must be true or false' })
  readonly OPENVIDU_CDR: boolean = false;

  /** Folder of the file with the events, `CDR.log`; made where it is not there. */
  @IsString()
  readonly OPENVIDU_CDR_PATH: string = '.bapsang/cdr';

  /** The most sessions at a time. */
  @Type(() => Number)
  @IsInt()
  @Min(1)
  readonly OPENVIDU_LIMIT_SESSIONS: number = DEFAULT_LIMITS.sessions;

  /** The most participants of one session. */
  @Type(() => Number)
  @IsInt()
  @Min(1)
  readonly OPENVIDU_LIMIT_PARTICIPANTS: number = DEFAULT_LIMITS.participantsPerSession;

  /** The most WebSockets of one address; behind a proxy all of them come from the proxy's. */
  @Type(() => Number)
  @IsInt()
  @Min(1)
  readonly OPENVIDU_LIMIT_SOCKETS_PER_ADDRESS: number = DEFAULT_LIMITS.socketsPerAddress;

  /** The most requests of one WebSocket per second, on average. */
  @Type(() => Number)
  @IsInt()
  @Min(1)
  readonly OPENVIDU_LIMIT_REQUESTS_PER_SECOND: number = DEFAULT_LIMITS.requestsPerSecond;
}
