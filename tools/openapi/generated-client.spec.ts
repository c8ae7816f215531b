import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { OpenAPIObject } from '@nestjs/swagger';
import { ADMIN_SECRET, RunningApi } from '../../apps/api/src/testing/running-api.spec-support';
import { OPENAPI_FILE } from './openapi-document';

const root = join(__dirname, '../..');
const artifacts = join(root, 'test/artifacts');

/** What somebody who has nothing but the document writes: it is checked against the generated types, and then run. */
const PROGRAM = `
import createClient from 'openapi-fetch';
import type { paths } from './api-types';

async function main(baseUrl: string, secret: string): Promise<void> {
  const client = createClient<paths>({ baseUrl });
  const login = await client.POST('/api/admin/login', { body: { secret } });
  if (!login.data) throw new Error(login.error.message);
  const headers = { Authorization: 'Bearer ' + login.data.token };
  const list = async (): Promise<string[]> => {
    const { data, error } = await client.GET('/api/admin/sessions', { headers, params: { query: { sort: 'sessionId', order: 'ascending' } } });
    if (!data) throw new Error(error.message);
    return data.sessions.map(({ sessionId }) => sessionId);
  };
  const before = await list();
  const [sessionId = ''] = before;
  const { error } = await client.DELETE('/api/admin/sessions/{sessionId}', { headers, params: { path: { sessionId } } });
  if (error) throw new Error(error.message);
  console.log(JSON.stringify([before, await list()]));
}

void main(process.argv[2] ?? '', process.argv[3] ?? '');
`;

const TSCONFIG = {
  extends: '../../../tsconfig.base.json',
  compilerOptions: { noEmit: true, types: ['node'], lib: ['es2023', 'dom'] },
  files: ['program.ts'],
};

/** Runs a script of node_modules, without holding up the api that this process serves. */
async function run(script: string, args: readonly string[]): Promise<string> {
  return (await promisify(execFile)(process.execPath, [join(root, 'node_modules', script), ...args])).stdout;
}

describe('a client that is generated from the OpenAPI document', () => {
  let running: RunningApi;
  let folder: string;

  beforeAll(async () => {
    running = await RunningApi.start();
    // Inside the repository, so that its packages are found.
    mkdirSync(artifacts, { recursive: true });
    folder = mkdtempSync(join(artifacts, 'generated-client-'));
  });

  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    await running.close();
  });

  it('lists the sessions and closes one', async () => {
    for (const customSessionId of ['One', 'Two']) await running.post('/api/sessions', { customSessionId });
    const document = JSON.parse(readFileSync(join(root, OPENAPI_FILE), 'utf8')) as OpenAPIObject;
    expect(document.openapi).toMatch(/^3\./);
    const program = join(folder, 'program.ts');
    writeFileSync(program, PROGRAM);
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(TSCONFIG));
    await run('openapi-typescript/bin/cli.js', [join(root, OPENAPI_FILE), '--output', join(folder, 'api-types.ts')]);
    await run('typescript/bin/tsc', ['--project', folder]);
    const printed = await run('tsx/dist/cli.mjs', [program, running.api.url, ADMIN_SECRET]);
    expect(JSON.parse(printed)).toEqual([['One', 'Two'], ['Two']]);
  });
});
