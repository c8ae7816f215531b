import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

/** The program as it is started by hand, from its sources. */
function run(args: readonly string[], variables: Readonly<Record<string, string>> = {}): ChildProcess {
  return spawn(process.execPath, ['--import', 'tsx', join(__dirname, 'main.ts'), ...args], {
    env: { PATH: process.env.PATH, ...variables },
    cwd: __dirname,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function runToItsEnd(
  args: readonly string[],
  variables?: Readonly<Record<string, string>>,
): Promise<{ code: unknown; output: string; said: string }> {
  const child = run(args, variables);
  const [output, said, [code]] = await Promise.all([text(child.stdout!), text(child.stderr!), once(child, 'exit')]);
  return { code: code as unknown, output, said };
}

// Each start compiles the sources, which takes long on a busy machine.
jest.setTimeout(120_000);

describe('the program', () => {
  it('makes a secret where it has none, shows it once, lets in whoever knows it, and ends in order', async () => {
    const child = run(['--port', '0']);
    const output = text(child.stdout!);
    let said = '';
    child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
    while (!said.includes('To stop')) await once(child.stderr!, 'data');
    const [, url] = /Address {3}(\S+)/.exec(said) ?? [];
    const [, secret] = /Secret {4}(\S+) {2}\(made for this start/.exec(said) ?? [];
    const authorization = `Basic ${Buffer.from(`OPENVIDUAPP:${secret}`).toString('base64')}`;
    expect((await fetch(`${url}/openvidu/api/sessions`, { headers: { authorization } })).status).toBe(200);
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
    const lines = (await output).trimEnd().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as { event: string }).event)).toEqual([
      'service.ready',
      'service.closing',
    ]);
    expect(lines.join('\n')).not.toContain(secret);
  });

  it('ends with one sentence where its port is taken', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as AddressInfo;
    const { code, output, said } = await runToItsEnd(['--port', String(port)], { OPENVIDU_PORT: '1' });
    await new Promise((resolve) => taken.close(resolve));
    expect(code).toBe(1);
    expect(said.trimEnd().split('\n')).toEqual([expect.stringContaining(`TCP port ${port} on 127.0.0.1 is taken`)]);
    expect(JSON.parse(output)).toMatchObject({ level: 'error', event: 'service.start-failed' });
  });

  it('ends with one sentence where an option is unknown', async () => {
    expect(await runToItsEnd(['--prot', '4443'])).toEqual({
      code: 1,
      output: '',
      said: 'There is no option --prot; see every option with --help.\n',
    });
  });

  it('shows its help', async () => {
    const { code, output, said } = await runToItsEnd(['--help']);
    expect({ code, said }).toEqual({ code: 0, said: '' });
    expect(output).toContain('--public-url URL');
  });
});
