import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BuildContext } from './build-context';
import { readStages } from './dockerfile';
import { dockerfileFaults } from './dockerfile-rules';

const GOOD = `FROM node:20.20.2-bookworm AS build
WORKDIR /app
COPY src ./
RUN npm ci && \\
  npm run build
FROM node:20.20.2-bookworm-slim
COPY --from=build /app /app
USER node
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s \\
  CMD ["node", "-e", "0"]
CMD ["node", "main.js"]
`;

describe('dockerfileFaults', () => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'dockerfile-'));
    mkdirSync(join(folder, 'src'));
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  function faultsOf(text: string): string[] {
    const path = join(folder, 'Dockerfile');
    writeFileSync(path, text);
    return dockerfileFaults(readStages(path), new BuildContext(folder, ''));
  }

  it('finds none in a Dockerfile as it should be', () => {
    expect(faultsOf(GOOD)).toEqual([]);
  });

  it.each([
    ['FROM node:20.20.2-bookworm AS', 'FROM node:latest AS', /not pinned/],
    ['FROM node:20.20.2-bookworm AS', 'FROM node:20 AS', /not pinned/],
    ['FROM node:20.20.2-bookworm AS', 'FROM node AS', /not pinned/],
    ['USER node\n', '', /as root/],
    ['USER node', 'USER 0', /as root/],
    ['STOPSIGNAL SIGTERM\n', '', /STOPSIGNAL/],
    ['CMD ["node", "main.js"]', 'CMD node main.js', /exec form/],
    ['CMD ["node", "-e", "0"]', 'CMD node -e 0', /HEALTHCHECK/],
    ['npm ci', 'npm ci --omit=optional', /line 4: sharp/],
    ['npm ci', 'npm install', /lockfile/],
    ['COPY src', 'ADD src', /ADD/],
    ['COPY src', 'COPY sources', /line 3: sources is not in the build context/],
    ['--from=build', '--from=builder', /no stage builder/],
    ['USER node', 'ENV API_SECRET=x\nUSER node', /API_SECRET would stay/],
  ])('names the fault where %j is %j', (good, bad, fault) => {
    expect(faultsOf(GOOD.replace(good, bad))).toEqual([expect.stringMatching(fault)]);
  });
});

describe('BuildContext', () => {
  const context = new BuildContext(
    '/',
    '*\n!apps\n# nothing\n!libs/shared\n**/node_modules\n**/*.spec.ts\napps/web/dist\n',
  );

  it.each([
    ['apps/api/src/main.ts', false],
    ['apps/api/src/main.spec.ts', true],
    ['apps/web/node_modules/vite/index.js', true],
    ['apps/web/dist/index.html', true],
    ['apps/web/distance.ts', false],
    ['libs/shared/src/index.ts', false],
    ['libs/server/src/index.ts', true],
    ['.env', true],
  ])('of %s leaves it out: %s', (path, ignored) => {
    expect(context.ignores(path)).toBe(ignored);
  });
});
