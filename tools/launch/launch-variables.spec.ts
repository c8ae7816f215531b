import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchVariables } from './launch-variables.mjs';
import { checkoutSecrets, SECRET_NAMES, secretsFile } from './secrets.mjs';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'bapsang-launch-'));
});

afterEach(() => rmSync(root, { recursive: true }));

describe('checkoutSecrets', () => {
  it('makes every secret once, at random, and keeps it', () => {
    const made = checkoutSecrets(root);
    expect(Object.keys(made).sort()).toEqual([...SECRET_NAMES].sort());
    expect(new Set(Object.values(made)).size).toBe(SECRET_NAMES.length);
    for (const secret of Object.values(made)) expect(secret).toMatch(/^[\w-]{43}$/);
    expect(checkoutSecrets(root)).toEqual(made);
  });

  it('gives every checkout secrets of its own', () => {
    const other = mkdtempSync(join(tmpdir(), 'bapsang-launch-'));
    const secrets = [...Object.values(checkoutSecrets(root)), ...Object.values(checkoutSecrets(other))];
    rmSync(other, { recursive: true });
    expect(new Set(secrets).size).toBe(2 * SECRET_NAMES.length);
  });

  it('lets nobody but their owner read them, also where the file was opened up', () => {
    checkoutSecrets(root);
    const { mode } = statSync(secretsFile(root));
    writeFileSync(secretsFile(root), readFileSync(secretsFile(root)), { mode: 0o644 });
    checkoutSecrets(root);
    expect([mode, statSync(secretsFile(root)).mode].map((bits) => bits & 0o777)).toEqual([0o600, 0o600]);
    expect(statSync(join(root, '.bapsang')).mode & 0o777).toBe(0o700);
  });

  it('adds a secret that is missing and leaves the others', () => {
    const others = Object.entries(checkoutSecrets(root)).filter(([name]) => name !== 'WORKER_SECRET');
    const lines = others.map(([name, value]) => `${name}=${value}`);
    writeFileSync(secretsFile(root), lines.join('\n'));
    const again = checkoutSecrets(root);
    expect(again).toMatchObject(Object.fromEntries(others));
    expect(again.WORKER_SECRET).toMatch(/^[\w-]{43}$/);
  });
});

describe('launchVariables', () => {
  it('puts .env over the secrets, and the environment over .env', () => {
    writeFileSync(
      join(root, '.env'),
      'API_SECRET=from-the-file-1234\nADMIN_SECRET=from-the-file-1234\nAPI_PORT=5100\n',
    );
    const variables = launchVariables(root, { ADMIN_SECRET: 'from-the-environment' });
    expect(variables).toMatchObject({ API_SECRET: 'from-the-file-1234', ADMIN_SECRET: 'from-the-environment' });
    expect(variables.API_URL).toBe('http://localhost:5100');
  });

  it('takes an empty variable for one that is not set', () => {
    writeFileSync(join(root, '.env'), 'API_SECRET=\nWEB_PORT=\n');
    const variables = launchVariables(root, { ADMIN_SECRET: '', WEB_PORT: '' });
    expect(variables).toMatchObject({ ...checkoutSecrets(root), WEB_PORT: '8080' });
  });

  it('has OpenVidu post its events to the api, with their secret', () => {
    const variables = launchVariables(root, { API_PORT: '5100' });
    expect(variables).toMatchObject({
      OPENVIDU_WEBHOOK: 'true',
      OPENVIDU_WEBHOOK_ENDPOINT: 'http://localhost:5100/api/openvidu/webhook',
      OPENVIDU_WEBHOOK_HEADERS: `["Authorization: Bearer ${variables.OPENVIDU_WEBHOOK_SECRET}"]`,
      OPENVIDU_WEBHOOK_EVENTS: '["sessionCreated","sessionDestroyed","participantJoined","participantLeft"]',
    });
  });

  it.each([
    { OPENVIDU_WEBHOOK: 'false' },
    { OPENVIDU_WEBHOOK_ENDPOINT: 'http://elsewhere/' },
    { OPENVIDU_WEBHOOK_HEADERS: '["X-Name: value"]' },
  ])('tells nobody else that secret, and leaves alone what is set: %j', (given) => {
    const webhook = Object.entries(launchVariables(root, given)).filter(([name]) =>
      /_WEBHOOK(_(?!SECRET)|$)/.test(name),
    );
    expect(Object.fromEntries(webhook)).toEqual(given);
  });

  it('gives every api a journal of its own, unless it is told where', () => {
    const folders = ['5000', '5100'].map((API_PORT) => launchVariables(root, { API_PORT }).JOURNAL_FOLDER);
    expect(folders).toEqual([join(root, '.bapsang/journal-5000'), join(root, '.bapsang/journal-5100')]);
    expect(launchVariables(root, { JOURNAL_FOLDER: '/elsewhere' }).JOURNAL_FOLDER).toBe('/elsewhere');
  });
});
