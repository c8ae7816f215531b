import { ConfigurationError, readEnvironment } from '@bapsang/server';
import { EVENT_NAMES } from '../events/openvidu-event';
import { DEFAULT_LIMITS } from './limits';
import { OpenviduEmbeddedEnvironment } from './openvidu-embedded-environment';

const read = (variables: Record<string, string>): Readonly<OpenviduEmbeddedEnvironment> =>
  readEnvironment(OpenviduEmbeddedEnvironment, { OPENVIDU_SECRET: 'MY_SECRET', ...variables });

function faultsOf(variables: Record<string, string>): readonly string[] {
  try {
    read(variables);
    return [];
  } catch (error) {
    return error instanceof ConfigurationError ? error.faults : [String(error)];
  }
}

describe('OpenviduEmbeddedEnvironment', () => {
  it('needs nothing but the secret', () => {
    expect({ ...read({}) }).toEqual({
      LOG_LEVEL: 'info',
      OPENVIDU_PORT: 4443,
      OPENVIDU_HOST: '127.0.0.1',
      OPENVIDU_SECRET: 'MY_SECRET',
      OPENVIDU_MEDIA_ADDRESS: '127.0.0.1',
      OPENVIDU_MEDIA_SERVER: 'kurento',
      OPENVIDU_SESSIONS_GARBAGE_INTERVAL: 900,
      OPENVIDU_SESSIONS_GARBAGE_THRESHOLD: 3600,
      OPENVIDU_WEBHOOK: false,
      OPENVIDU_WEBHOOK_HEADERS: '[]',
      OPENVIDU_WEBHOOK_EVENTS: JSON.stringify(EVENT_NAMES),
      OPENVIDU_CDR: false,
      OPENVIDU_CDR_PATH: '.bapsang/cdr',
      OPENVIDU_LIMIT_SESSIONS: DEFAULT_LIMITS.sessions,
      OPENVIDU_LIMIT_PARTICIPANTS: DEFAULT_LIMITS.participantsPerSession,
      OPENVIDU_LIMIT_SOCKETS_PER_ADDRESS: DEFAULT_LIMITS.socketsPerAddress,
      OPENVIDU_LIMIT_REQUESTS_PER_SECOND: DEFAULT_LIMITS.requestsPerSecond,
    });
  });

  it('takes everything that can be set', () => {
    const variables = {
      OPENVIDU_PUBLIC_URL: 'https://meet.example',
      OPENVIDU_TLS_KEY: '/etc/key.pem',
      OPENVIDU_TLS_CERTIFICATE: '/etc/certificate.pem',
      OPENVIDU_MEDIA_ADDRESS: '10.0.0.5',
      OPENVIDU_MEDIA_PUBLIC_ADDRESS: '198.51.100.7',
      OPENVIDU_MEDIA_PORTS: '40000-40200',
      OPENVIDU_MEDIA_SERVER: 'mediasoup',
      OPENVIDU_WEBHOOK_ENDPOINT: 'http://app:5000/hook',
      OPENVIDU_WEBHOOK_HEADERS: '["Authorization: Basic abc", "X-Empty:"]',
      OPENVIDU_WEBHOOK_EVENTS: '["sessionDestroyed","recordingStatusChanged"]',
      OPENVIDU_CDR_PATH: '/var/lib/cdr',
    };
    expect(read({ ...variables, OPENVIDU_WEBHOOK: 'true', OPENVIDU_CDR: 'true' })).toMatchObject({
      ...variables,
      OPENVIDU_WEBHOOK: true,
      OPENVIDU_CDR: true,
    });
  });

  it.each([
    ['OPENVIDU_SECRET', 'with space'],
    ['OPENVIDU_PORT', '70000'],
    ['OPENVIDU_PUBLIC_URL', 'localhost:4443'],
    ['OPENVIDU_MEDIA_ADDRESS', 'localhost'],
    ['OPENVIDU_MEDIA_ADDRESS', '0.0.0.0'],
    ['OPENVIDU_MEDIA_PUBLIC_ADDRESS', 'meet.example'],
    ['OPENVIDU_MEDIA_PORTS', '40200-40000'],
    ['OPENVIDU_MEDIA_PORTS', '40000'],
    ['OPENVIDU_MEDIA_PORTS', '80-90'],
    ['OPENVIDU_MEDIA_PORTS', '40000-70000'],
    ['OPENVIDU_MEDIA_SERVER', 'janus'],
    ['OPENVIDU_TLS_KEY', '/etc/key.pem'],
    ['OPENVIDU_TLS_CERTIFICATE', '/etc/certificate.pem'],
    ['OPENVIDU_SESSIONS_GARBAGE_INTERVAL', '-1'],
    ['OPENVIDU_SESSIONS_GARBAGE_THRESHOLD', 'soon'],
    ['OPENVIDU_WEBHOOK', 'yes'],
    ['OPENVIDU_WEBHOOK', 'true'],
    ['OPENVIDU_WEBHOOK_ENDPOINT', 'ftp://app/hook'],
    ['OPENVIDU_WEBHOOK_HEADERS', 'Authorization: Basic abc'],
    ['OPENVIDU_WEBHOOK_HEADERS', '["Authorization"]'],
    ['OPENVIDU_WEBHOOK_HEADERS', '["X-Break: a\\nb"]'],
    ['OPENVIDU_WEBHOOK_HEADERS', '[1]'],
    ['OPENVIDU_WEBHOOK_EVENTS', '["sessionStarted"]'],
    ['OPENVIDU_CDR', '1'],
    ['OPENVIDU_LIMIT_SESSIONS', '0'],
    ['OPENVIDU_LIMIT_PARTICIPANTS', '1.5'],
    ['OPENVIDU_LIMIT_SOCKETS_PER_ADDRESS', 'many'],
    ['OPENVIDU_LIMIT_REQUESTS_PER_SECOND', '0'],
  ])('names a wrong %s (%s)', (name, value) => {
    const faults = faultsOf({ [name]: value });
    expect(faults).not.toEqual([]);
    expect(faults.filter((fault) => !fault.startsWith(name))).toEqual([]);
  });

  it('names all faults at once, also those between variables', () => {
    const faults = faultsOf({
      OPENVIDU_WEBHOOK: 'true',
      OPENVIDU_TLS_KEY: '/etc/key.pem',
      OPENVIDU_MEDIA_PORTS: '2-1',
    });
    expect([...faults].sort()).toEqual([
      'OPENVIDU_MEDIA_PORTS must be a range of ports from 1024 to 65535, the smaller first, such as 40000-40200',
      'OPENVIDU_TLS_KEY needs OPENVIDU_TLS_CERTIFICATE beside it',
      'OPENVIDU_WEBHOOK=true needs OPENVIDU_WEBHOOK_ENDPOINT',
    ]);
  });
});
