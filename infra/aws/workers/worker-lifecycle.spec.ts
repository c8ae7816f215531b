import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** Writes a command of the system that notes how it was called; `systemctl is-active` says whether the worker was started. */
function writeCommand(folder: string, name: string, body = ''): void {
  const path = join(folder, name);
  writeFileSync(path, `#!/usr/bin/env bash\necho "${name} $*" >> '${folder}/calls'\n${body}`);
  chmodSync(path, 0o755);
}

const SYSTEMCTL = `case "$1 $2" in
  'start bapsang-worker.service') touch "\${0%/*}/active" ;;
  'stop bapsang-worker.service') rm -f "\${0%/*}/active" ;;
  'is-active --quiet') [[ -e "\${0%/*}/active" ]] ;;
esac`;

const complete = (hook: string, result = 'CONTINUE'): string =>
  'aws autoscaling complete-lifecycle-action --region eu-central-1 --auto-scaling-group-name group --instance-id i-1 ' +
  `--lifecycle-hook-name ${hook} --lifecycle-action-result ${result}`;

const START = 'systemctl start bapsang-worker.service';
const STOP = 'systemctl stop bapsang-worker.service';
const ACTIVE = 'systemctl is-active --quiet bapsang-worker.service';
const PULL = 'systemctl start bapsang-image.service';

describe('worker-lifecycle.sh', () => {
  let folder: string;
  let server: Server;
  let script: ChildProcess;
  /** What the metadata and the worker's health answer, by path; anything else is 404. */
  let answers: Record<string, string>;
  /** How often the script has asked for something. */
  let asked: number;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'worker-lifecycle-'));
    writeFileSync(join(folder, 'calls'), '');
    writeCommand(folder, 'aws');
    writeCommand(folder, 'systemctl', SYSTEMCTL);
    answers = { '/api/token': 'token', '/meta-data/instance-id': 'i-1', '/health/ready': 'ready' };
    asked = 0;
    server = createServer(({ url = '', method, headers }, response) => {
      asked += 1;
      const allowed = method === 'PUT' || url.startsWith('/health') || headers['x-aws-ec2-metadata-token'] === 'token';
      const answer = answers[url];
      response.statusCode = !allowed ? 401 : answer === undefined ? 404 : 200;
      response.end(answer);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
  });

  afterEach(async () => {
    if (script.exitCode === null && script.signalCode === null) {
      script.kill('SIGKILL');
      await once(script, 'exit');
    }
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true });
  });

  function run(variables: Readonly<Record<string, string>> = {}): void {
    const { port } = server.address() as AddressInfo;
    script = spawn('bash', [join(__dirname, 'worker-lifecycle.sh')], {
      stdio: 'ignore',
      env: {
        PATH: `${folder}:${process.env.PATH ?? ''}`,
        METADATA: `http://127.0.0.1:${port}`,
        INTERVAL: '0.05',
        WORKER_PORT: String(port),
        READY_DEADLINE: '60',
        READY_HOOK: 'ready',
        DRAIN_HOOK: 'drain',
        AUTO_SCALING_GROUP: 'group',
        AWS_REGION: 'eu-central-1',
        ...variables,
      },
    });
  }

  function wants(state: string): void {
    answers['/meta-data/autoscaling/target-lifecycle-state'] = state;
  }

  const calls = (): string[] => readFileSync(join(folder, 'calls'), 'utf8').split('\n').filter(Boolean);

  /** Waits until the last of these calls was made, then compares all. */
  async function expectCalls(...expected: string[]): Promise<void> {
    for (let attempt = 0; attempt < 200 && calls().length < expected.length; attempt++) await delay(50);
    expect(calls()).toEqual(expected);
  }

  /** Waits until the script has looked around several times. */
  async function askedAgain(): Promise<void> {
    const before = asked;
    for (let attempt = 0; attempt < 200 && asked < before + 10; attempt++) await delay(50);
    expect(asked).toBeGreaterThanOrEqual(before + 10);
  }

  it('starts the worker, and lets the instance into service once it is ready', async () => {
    delete answers['/health/ready'];
    wants('InService');
    run();
    await expectCalls(START);
    answers['/health/ready'] = 'ready';
    await expectCalls(START, complete('ready'));
  });

  it('drains before it lets the instance end', async () => {
    wants('InService');
    run();
    await expectCalls(START, complete('ready'));
    wants('Terminated');
    await expectCalls(START, complete('ready'), STOP, complete('drain'));
  });

  it('gives an instance up whose worker does not become ready', async () => {
    delete answers['/health/ready'];
    wants('InService');
    run({ READY_DEADLINE: '0' });
    await expectCalls(START, complete('ready', 'ABANDON'));
  });

  it('fetches the image alone where the instance is for the warm pool', async () => {
    wants('Warmed:Stopped');
    run();
    await expectCalls(ACTIVE, PULL, complete('ready'));
  });

  it('drains an instance that goes back to the warm pool', async () => {
    wants('InService');
    run();
    await expectCalls(START, complete('ready'));
    wants('Warmed:Stopped');
    await expectCalls(START, complete('ready'), ACTIVE, STOP, complete('drain'));
  });

  it('drains on the notice of a Spot interruption, and never starts again', async () => {
    wants('InService');
    run();
    await expectCalls(START, complete('ready'));
    answers['/meta-data/spot/instance-action'] = '{"action":"terminate"}';
    await expectCalls(START, complete('ready'), STOP);
    delete answers['/meta-data/spot/instance-action'];
    wants('Standby');
    await askedAgain();
    wants('InService');
    await askedAgain();
    await expectCalls(START, complete('ready'), STOP);
  });

  it('waits while the metadata cannot be read', async () => {
    answers = {};
    run();
    await askedAgain();
    answers = { '/api/token': 'token', '/meta-data/instance-id': 'i-1', '/health/ready': 'ready' };
    wants('InService');
    await expectCalls(START, complete('ready'));
  });
});
