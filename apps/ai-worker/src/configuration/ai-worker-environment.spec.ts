import { readEnvironment } from '@bapsang/server';
import { existsSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { AiWorkerEnvironment } from './ai-worker-environment';
import { readWorkerSecrets } from './worker-secrets';

const WORKER_SECRET = '0123456789abcdef';

describe('AiWorkerEnvironment', () => {
  it('needs nothing but the secret', () => {
    const environment = readEnvironment(AiWorkerEnvironment, { WORKER_SECRET });
    expect(environment).toMatchObject({ WORKER_PORT: 5001, WORKER_DRAIN_DEADLINE: 60, WORKER_BACKEND: 'auto' });
    expect(environment.WORKER_PLACES).toBeUndefined();
    expect(environment.WORKER_PROCESSES).toBeGreaterThanOrEqual(1);
    expect(existsSync(dirname(environment.WORKER_MODELS))).toBe(true);
  });

  it('reads numbers as numbers', () => {
    expect(readEnvironment(AiWorkerEnvironment, { WORKER_SECRET, WORKER_PORT: '0' }).WORKER_PORT).toBe(0);
  });

  it('puts the name of the machine into its public address', () => {
    const WORKER_PUBLIC_URL = 'https://meals.example/workers/{hostname}';
    const environment = readEnvironment(AiWorkerEnvironment, { WORKER_SECRET, WORKER_PUBLIC_URL });
    expect(environment.WORKER_PUBLIC_URL).toBe(`https://meals.example/workers/${hostname()}`);
  });

  it('reads several secrets, of which the first signs', () => {
    const { WORKER_SECRET: both } = readEnvironment(AiWorkerEnvironment, {
      WORKER_SECRET: `${WORKER_SECRET},the next one of 16`,
    });
    expect(readWorkerSecrets(both)).toEqual({
      signing: WORKER_SECRET,
      accepted: [WORKER_SECRET, 'the next one of 16'],
    });
  });

  it.each([
    ['WORKER_SECRET', 'short'],
    ['WORKER_SECRET', `${WORKER_SECRET},short`],
    ['WORKER_SECRET', `${WORKER_SECRET},`],
    ['WORKER_PORT', '70000'],
    ['WORKER_PORT', 'door'],
    ['WORKER_PUBLIC_URL', 'localhost:5001'],
    ['WORKER_PUBLIC_URL', '{hostname}'],
    ['API_URL', 'ftp://api'],
    ['WORKER_PROCESSES', '0'],
    ['WORKER_PLACES', '1.5'],
    ['WORKER_PLACES', '1001'],
    ['WORKER_DRAIN_DEADLINE', '-1'],
    ['WORKER_BACKEND', 'webgl'],
    ['WORKER_FRAMES_PER_SECOND', '31'],
  ])('refuses %s=%s by name', (name, value) => {
    expect(() => readEnvironment(AiWorkerEnvironment, { WORKER_SECRET, [name]: value })).toThrow(name);
  });
});
