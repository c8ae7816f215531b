import { ConfigurationError, readEnvironment } from '@bapsang/server';
import { ApiEnvironment } from './api-environment';

const secrets = {
  API_SECRET: 'a'.repeat(16),
  ADMIN_SECRET: 'b'.repeat(16),
  WORKER_SECRET: 'c'.repeat(16),
  OPENVIDU_SECRET: 'MY_SECRET',
};

describe('ApiEnvironment', () => {
  it('needs nothing but the secrets', () => {
    expect({ ...readEnvironment(ApiEnvironment, secrets) }).toEqual({
      ...secrets,
      JOURNAL_RETENTION_DAYS: 30,
      LOG_LEVEL: 'info',
      OTEL_TRACES_SAMPLER_ARG: 1,
      API_PORT: 5000,
      API_HOST: '127.0.0.1',
      OPENVIDU_URL: 'http://localhost:4443',
      RECONCILE_INTERVAL: 30_000,
      WEB_URL: 'http://localhost:8080',
      MEAL_SEATS: 12,
      CORS_ORIGINS: '*',
      RECOGNITION: 'on',
      TRUSTED_PROXIES: 'loopback',
      RATE_LIMIT_FACTOR: 1,
    });
  });

  it.each([
    ['API_PORT', '70000'],
    ['API_PORT', 'x'],
    ['API_SECRET', 'short'],
    ['ADMIN_SECRET', ''],
    ['WORKER_SECRET', ''],
    ['WORKER_SECRET', `${'c'.repeat(16)},short`],
    ['OPENVIDU_SECRET', ''],
    ['OPENVIDU_URL', 'localhost:4443'],
    ['OPENVIDU_WEBHOOK_SECRET', 'short'],
    ['RECONCILE_INTERVAL', '99'],
    ['WEB_URL', 'ftp://x'],
    ['MEAL_SEATS', '0'],
    ['RECOGNITION', 'maybe'],
    ['LOG_LEVEL', 'loud'],
    ['TRUSTED_PROXIES', 'everybody'],
    ['RATE_LIMIT_FACTOR', '-1'],
  ])('refuses %s=%s', (name, value) => {
    expect(() => readEnvironment(ApiEnvironment, { ...secrets, [name]: value })).toThrow(ConfigurationError);
    expect(() => readEnvironment(ApiEnvironment, { ...secrets, [name]: value })).toThrow(name);
  });
});
