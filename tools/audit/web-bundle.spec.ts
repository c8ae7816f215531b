import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SECRET_NAMES } from '../launch/secrets.mjs';

const assets = join(__dirname, '../../apps/web/dist/assets');

/** What only code of the servers says. */
const SERVER_TEXTS = ['OPENVIDUAPP', 'node:crypto', '@nestjs/', 'SignJWT', 'drizzle', 'ioredis', 'process.env.'];

describe('the built page', () => {
  it('holds no secret and no library of the servers', () => {
    const files = readdirSync(assets).filter((name) => /\.(?:js|css|json)$/.test(name));
    expect(files.length).toBeGreaterThan(2);
    const found = files.flatMap((name) => {
      const content = readFileSync(join(assets, name), 'utf8');
      return [...SECRET_NAMES, ...SERVER_TEXTS]
        .filter((text) => content.includes(text))
        .map((text) => `${name}: ${text}`);
    });
    expect(found).toEqual([]);
  });
});
