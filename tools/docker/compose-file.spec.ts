import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { missingVariables } from '../compose/compose-environment.mjs';
import { interpolate, readComposeFile } from './compose-file';
import { composeFaults } from './compose-rules';

const TEXT = readFileSync(join(__dirname, '../../docker-compose.yml'), 'utf8');
const VARIABLES = missingVariables({}, {});

describe('docker-compose.yml', () => {
  it('is a Compose file that follows our rules, with the .env that npm run compose:env makes', () => {
    expect(composeFaults(readComposeFile(TEXT, VARIABLES))).toEqual([]);
  });

  it('has no default for a secret', () => {
    for (const name of Object.keys(VARIABLES).filter((each) => /SECRET|PASSWORD/.test(each))) {
      expect(() => readComposeFile(TEXT, { ...VARIABLES, [name]: '' })).toThrow(
        `${name} is not set: run npm run compose:env`,
      );
    }
  });

  it('gives every worker an address by its container, and OpenVidu the port of the one origin', () => {
    const { services } = readComposeFile(TEXT, VARIABLES);
    expect(services['ai-worker']?.environment?.WORKER_PUBLIC_URL).toBe('http://localhost:8080/workers/{hostname}');
    expect(services.openvidu?.environment).toMatchObject({ HTTPS_PORT: '8080', SERVER_PORT: '4443' });
  });

  it.each([
    ['read_only: true', 'read_only: false', /: its root file system/],
    ['cap_drop: [ALL]', 'cap_drop: [CHOWN]', /: it keeps capabilities/],
    ['stop_grace_period: 90s', 'stop_grace_period: 30s', /^ai-worker: it is killed before/],
    ['internal: true', 'internal: false', /^(redis|postgres): it can be reached/],
    ["'127.0.0.1:${BAPSANG_API_PORTS:-5000}:5000'", "'5000:5000'", /^api: its port is open/],
    ['redis:7.4.5-alpine', 'redis:latest', /^redis: redis:latest is not pinned/],
    [', required: false', '', /^api: openvidu is not there in every profile/],
    ['restart: unless-stopped\n  init', "restart: 'no'\n  init", /: it stays away/],
  ])('would be found at fault with %j as %j', (good, bad, fault) => {
    expect(TEXT).toContain(good);
    const faults = composeFaults(readComposeFile(TEXT.replace(good, bad), VARIABLES));
    expect(faults.length).toBeGreaterThan(0);
    for (const found of faults) expect(found).toMatch(fault);
  });

  it('would be refused by the schema with a word that Compose does not know', () => {
    expect(() => readComposeFile(TEXT.replace('stop_grace_period: 90s', 'grace: 90s'), VARIABLES)).toThrow(/grace/);
  });
});

describe('interpolate', () => {
  it.each([
    ['a ${A} b', 'a 1 b'],
    ['${B:-2}${A:-2}', '21'],
    ['${B}', ''],
    ['$$A ${E:-x}', '$A x'],
  ])('of %s', (text, expected) => {
    expect(interpolate(text, { A: '1', E: '' })).toBe(expected);
  });
});
