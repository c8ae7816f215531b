/**
 * Runs the tests of test/openvidu, unchanged, against an OpenVidu 2 deployment that is running somewhere, for example
 * `openvidu/openvidu-dev:2.32.2`, and says what was skipped there and why. The deployment must have recording off, and this
 * machine's browser must reach the address in its tokens (DOMAIN_OR_PUBLIC_IP).
 * Usage: `npm run conformance -- http://host:4443 --secret MY_SECRET`.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConformanceArguments, type ConformanceArguments } from './conformance-arguments';
import { skippedByReason, type JestReport } from './skipped-tests';

const ROOT = join(__dirname, '../..');

const ANSWER_DEADLINE = 10_000;

/** What no test asks any deployment. */
const UNTESTED = [
  'status 405 (unpublishing an IP camera): needs an IP camera, which the embedded deployment does not have',
  'recording and broadcasting beyond their refusal: the embedded deployment has neither',
  'limits: the original has none like those of the embedded deployment, which are tested beside its code',
];

/**
 * Asks the deployment for its version.
 * @throws Error with one sentence where it cannot be reached or refuses the secret
 */
async function versionOf({ url, secret }: ConformanceArguments): Promise<string> {
  const authorization = `Basic ${Buffer.from(`OPENVIDUAPP:${secret}`).toString('base64')}`;
  const signal = AbortSignal.timeout(ANSWER_DEADLINE);
  const request = fetch(`${url}/openvidu/api/config/openvidu-version`, { headers: { authorization }, signal });
  const response = await request.catch((error: unknown) => {
    throw new Error(`${url} cannot be reached; is the deployment running there?`, { cause: error });
  });
  if (response.status === 401) throw new Error(`${url} refuses the secret; give its OPENVIDU_SECRET.`);
  if (!response.ok) throw new Error(`${url} answered ${response.status}; it does not look like OpenVidu 2.`);
  return response.text();
}

/** Runs Jest with the output of this program. @returns its exit code and report */
async function runTests({ url, secret }: ConformanceArguments): Promise<{ exitCode: number; report: JestReport }> {
  const folder = mkdtempSync(join(tmpdir(), 'conformance-'));
  const reportFile = join(folder, 'report.json');
  const jest = join(ROOT, 'node_modules/jest/bin/jest.js');
  const output = ['--json', '--outputFile', reportFile];
  // The selection stands last: Jest takes everything behind it for the name of a project.
  const given = [jest, 'test/openvidu', '--runInBand', '--verbose', ...output, '--selectProjects', 'end-to-end'];
  try {
    const child = spawn(process.execPath, given, {
      cwd: ROOT,
      // What `--json` writes to standard output is the report once more.
      stdio: ['inherit', 'ignore', 'inherit'],
      env: { ...process.env, OPENVIDU_URL: url, OPENVIDU_SECRET: secret },
    });
    const [code] = (await once(child, 'exit')) as [number | null];
    return { exitCode: code ?? 1, report: JSON.parse(readFileSync(reportFile, 'utf8')) as JestReport };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function main(): Promise<void> {
  const deployment = readConformanceArguments(process.argv.slice(2), process.env);
  const version = await versionOf(deployment);
  const { exitCode, report } = await runTests(deployment);
  console.log(`\nSkipped at ${deployment.url}:`);
  for (const [reason, names] of skippedByReason(report)) {
    console.log(`  because ${reason}:\n${names.map((name) => `    - ${name}`).join('\n')}`);
  }
  console.log(`\nTested nowhere:\n${UNTESTED.map((what) => `  - ${what}`).join('\n')}`);
  const [model = 'unknown processor'] = cpus().map((cpu) => cpu.model);
  const today = new Date().toISOString().slice(0, 10);
  console.log(`\nOpenVidu ${version} at ${deployment.url}, ${today}, tests on ${cpus().length} x ${model}`);
  process.exitCode = exitCode;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
