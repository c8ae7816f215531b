import type { OpenviduEmbeddedEnvironment } from '../configuration/openvidu-embedded-environment';

/** The name of a variable of the environment. */
export type Variable = keyof OpenviduEmbeddedEnvironment;

/** An option of the command line; it stands for a variable of the environment and wins over it. */
export interface CommandLineOption {
  /** Without the two dashes. */
  readonly name: string;
  /** What stands for its value in the help. */
  readonly value: string;
  readonly variable: Variable;
  /** A switch that the option turns on as well. */
  readonly turnsOn?: Variable;
  /** For the help: what it does, without a full stop. */
  readonly description: string;
}

/** Every option, in the order of the help. `--help` is none of them: it stands for no variable. */
export const COMMAND_LINE_OPTIONS: readonly CommandLineOption[] = [
  {
    name: 'port',
    value: 'PORT',
    variable: 'OPENVIDU_PORT',
    description: 'TCP port of REST and WebSocket, UDP port of STUN; 0 takes a free one',
  },
  {
    name: 'host',
    value: 'ADDRESS',
    variable: 'OPENVIDU_HOST',
    description: 'where REST and WebSocket listen; 0.0.0.0 for all interfaces',
  },
  {
    name: 'secret',
    value: 'SECRET',
    variable: 'OPENVIDU_SECRET',
    description:
      'password of the REST user OPENVIDUAPP; every user of this machine can read it here, so rather set OPENVIDU_SECRET',
  },
  {
    name: 'public-url',
    value: 'URL',
    variable: 'OPENVIDU_PUBLIC_URL',
    description: 'where browsers reach this deployment; stands in the tokens',
  },
  { name: 'tls-key', value: 'FILE', variable: 'OPENVIDU_TLS_KEY', description: 'private key, PEM' },
  {
    name: 'tls-certificate',
    value: 'FILE',
    variable: 'OPENVIDU_TLS_CERTIFICATE',
    description: 'certificate with its chain, PEM; read again when it changes',
  },
  {
    name: 'media-address',
    value: 'IPV4',
    variable: 'OPENVIDU_MEDIA_ADDRESS',
    description: 'address of this machine for media',
  },
  {
    name: 'media-public-address',
    value: 'IPV4',
    variable: 'OPENVIDU_MEDIA_PUBLIC_ADDRESS',
    description: 'address to which browsers send media, where it is another (EC2, one-to-one NAT)',
  },
  {
    name: 'media-ports',
    value: 'FIRST-LAST',
    variable: 'OPENVIDU_MEDIA_PORTS',
    description: 'UDP ports for media, for example 40000-40200',
  },
  {
    name: 'media-server',
    value: 'NAME',
    variable: 'OPENVIDU_MEDIA_SERVER',
    description: 'kurento: browsers make every offer; mediasoup: subscribers get one',
  },
  {
    name: 'webhook',
    value: 'URL',
    variable: 'OPENVIDU_WEBHOOK_ENDPOINT',
    turnsOn: 'OPENVIDU_WEBHOOK',
    description: 'where events are posted',
  },
  {
    name: 'webhook-headers',
    value: 'JSON',
    variable: 'OPENVIDU_WEBHOOK_HEADERS',
    description: 'headers of every post, ["Name: value"]',
  },
  {
    name: 'webhook-events',
    value: 'JSON',
    variable: 'OPENVIDU_WEBHOOK_EVENTS',
    description: 'names of the events that are posted, ["sessionCreated"]; all unless given',
  },
  {
    name: 'cdr',
    value: 'FOLDER',
    variable: 'OPENVIDU_CDR_PATH',
    turnsOn: 'OPENVIDU_CDR',
    description: 'where events are written to a file',
  },
  {
    name: 'garbage-interval',
    value: 'SECONDS',
    variable: 'OPENVIDU_SESSIONS_GARBAGE_INTERVAL',
    description: 'how often sessions that nobody joined are looked for; 0 for never',
  },
  {
    name: 'garbage-threshold',
    value: 'SECONDS',
    variable: 'OPENVIDU_SESSIONS_GARBAGE_THRESHOLD',
    description: 'how old such a session must be until it is dropped',
  },
  { name: 'limit-sessions', value: 'N', variable: 'OPENVIDU_LIMIT_SESSIONS', description: 'most sessions at a time' },
  {
    name: 'limit-participants',
    value: 'N',
    variable: 'OPENVIDU_LIMIT_PARTICIPANTS',
    description: 'most participants of a session',
  },
  {
    name: 'limit-sockets-per-address',
    value: 'N',
    variable: 'OPENVIDU_LIMIT_SOCKETS_PER_ADDRESS',
    description: 'most WebSockets of one address',
  },
  {
    name: 'limit-requests-per-second',
    value: 'N',
    variable: 'OPENVIDU_LIMIT_REQUESTS_PER_SECOND',
    description: 'most requests of one WebSocket per second, on average',
  },
  {
    name: 'log-level',
    value: 'LEVEL',
    variable: 'LOG_LEVEL',
    description: 'debug, info, warn, error or silent',
  },
];
