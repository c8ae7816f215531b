import type { OpenviduEmbeddedOptions } from '../openvidu-embedded';
import { DEFAULT_LIMITS } from './limits';
import type { OpenviduEmbeddedEnvironment } from './openvidu-embedded-environment';
import { parsePortRange } from './port-range';
import { parseWebhookEvents, parseWebhookHeaders } from './webhook-settings';

type Environment = Readonly<OpenviduEmbeddedEnvironment>;

function tlsOf({ OPENVIDU_TLS_KEY: key, OPENVIDU_TLS_CERTIFICATE: certificate }: Environment): object {
  return key && certificate ? { tls: { key, certificate } } : {};
}

function webhookOf(environment: Environment): object {
  const { OPENVIDU_WEBHOOK: isOn, OPENVIDU_WEBHOOK_ENDPOINT: endpoint } = environment;
  if (!isOn || !endpoint) return {};
  const headers = parseWebhookHeaders(environment.OPENVIDU_WEBHOOK_HEADERS) ?? {};
  const events = parseWebhookEvents(environment.OPENVIDU_WEBHOOK_EVENTS) ?? [];
  return { webhook: { endpoint, headers, events } };
}

/** The environment, which has been checked, in the words of {@link OpenviduEmbeddedOptions}. */
export function optionsFromEnvironment(environment: Environment): Omit<OpenviduEmbeddedOptions, 'logger'> {
  return {
    secret: environment.OPENVIDU_SECRET,
    port: environment.OPENVIDU_PORT,
    host: environment.OPENVIDU_HOST,
    publicUrl: environment.OPENVIDU_PUBLIC_URL,
    mediaAddress: environment.OPENVIDU_MEDIA_ADDRESS,
    publicMediaAddress: environment.OPENVIDU_MEDIA_PUBLIC_ADDRESS,
    mediaPorts: parsePortRange(environment.OPENVIDU_MEDIA_PORTS ?? ''),
    mediaServer: environment.OPENVIDU_MEDIA_SERVER,
    garbageCollection: {
      interval: environment.OPENVIDU_SESSIONS_GARBAGE_INTERVAL * 1_000,
      threshold: environment.OPENVIDU_SESSIONS_GARBAGE_THRESHOLD * 1_000,
    },
    limits: {
      ...DEFAULT_LIMITS,
      sessions: environment.OPENVIDU_LIMIT_SESSIONS,
      participantsPerSession: environment.OPENVIDU_LIMIT_PARTICIPANTS,
      socketsPerAddress: environment.OPENVIDU_LIMIT_SOCKETS_PER_ADDRESS,
      requestsPerSecond: environment.OPENVIDU_LIMIT_REQUESTS_PER_SECOND,
    },
    cdrFolder: environment.OPENVIDU_CDR ? environment.OPENVIDU_CDR_PATH : undefined,
    ...tlsOf(environment),
    ...webhookOf(environment),
  };
}
