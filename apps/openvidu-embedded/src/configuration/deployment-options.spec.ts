import { readEnvironment } from '@bapsang/server';
import { EVENT_NAMES } from '../events/openvidu-event';
import { optionsFromEnvironment } from './deployment-options';
import { DEFAULT_LIMITS } from './limits';
import { OpenviduEmbeddedEnvironment } from './openvidu-embedded-environment';

const optionsOf = (variables: Record<string, string>): object =>
  optionsFromEnvironment(readEnvironment(OpenviduEmbeddedEnvironment, { OPENVIDU_SECRET: 'S', ...variables }));

describe('optionsFromEnvironment', () => {
  it('turns nothing on that was not asked for', () => {
    expect(optionsOf({ OPENVIDU_WEBHOOK_ENDPOINT: 'http://app/hook', OPENVIDU_CDR_PATH: '/var/cdr' })).toEqual({
      secret: 'S',
      port: 4443,
      host: '127.0.0.1',
      mediaAddress: '127.0.0.1',
      mediaServer: 'kurento',
      garbageCollection: { interval: 900_000, threshold: 3_600_000 },
      limits: DEFAULT_LIMITS,
    });
  });

  it('hands on everything that is set', () => {
    const options = optionsOf({
      OPENVIDU_PORT: '5443',
      OPENVIDU_HOST: '0.0.0.0',
      OPENVIDU_PUBLIC_URL: 'https://meet.example',
      OPENVIDU_TLS_KEY: '/etc/key.pem',
      OPENVIDU_TLS_CERTIFICATE: '/etc/certificate.pem',
      OPENVIDU_MEDIA_ADDRESS: '10.0.0.5',
      OPENVIDU_MEDIA_PUBLIC_ADDRESS: '198.51.100.7',
      OPENVIDU_MEDIA_PORTS: '40000-40200',
      OPENVIDU_MEDIA_SERVER: 'mediasoup',
      OPENVIDU_SESSIONS_GARBAGE_INTERVAL: '0',
      OPENVIDU_SESSIONS_GARBAGE_THRESHOLD: '60',
      OPENVIDU_WEBHOOK: 'true',
      OPENVIDU_WEBHOOK_ENDPOINT: 'http://app/hook',
      OPENVIDU_WEBHOOK_HEADERS: '["Authorization: Basic a:b"]',
      OPENVIDU_CDR: 'true',
      OPENVIDU_CDR_PATH: '/var/cdr',
      OPENVIDU_LIMIT_SESSIONS: '1',
      OPENVIDU_LIMIT_PARTICIPANTS: '2',
      OPENVIDU_LIMIT_SOCKETS_PER_ADDRESS: '3',
      OPENVIDU_LIMIT_REQUESTS_PER_SECOND: '4',
    });
    expect(options).toEqual({
      secret: 'S',
      port: 5443,
      host: '0.0.0.0',
      publicUrl: 'https://meet.example',
      tls: { key: '/etc/key.pem', certificate: '/etc/certificate.pem' },
      mediaAddress: '10.0.0.5',
      publicMediaAddress: '198.51.100.7',
      mediaPorts: { min: 40_000, max: 40_200 },
      mediaServer: 'mediasoup',
      garbageCollection: { interval: 0, threshold: 60_000 },
      limits: {
        ...DEFAULT_LIMITS,
        sessions: 1,
        participantsPerSession: 2,
        socketsPerAddress: 3,
        requestsPerSecond: 4,
      },
      webhook: { endpoint: 'http://app/hook', headers: { Authorization: 'Basic a:b' }, events: EVENT_NAMES },
      cdrFolder: '/var/cdr',
    });
  });
});
