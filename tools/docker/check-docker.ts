import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { missingVariables } from '../compose/compose-environment.mjs';
import { BuildContext } from './build-context';
import { readComposeFile } from './compose-file';
import { composeFaults } from './compose-rules';
import { readStages } from './dockerfile';
import { dockerfileFaults } from './dockerfile-rules';
import { checkNginx } from './nginx-check';

// `npm run infra:docker`: what can be said of images and Compose file without an engine. Exits with 1 where something is at fault.
const root = join(__dirname, '../..');
const IMAGES = ['api', 'ai-worker', 'web'];
const DEPLOYMENTS = [{}, { publicUrl: 'https://meals.example', openviduUrl: 'https://openvidu.example' }];

/** Finds faults, one sentence each. */
type Check = () => readonly string[] | Promise<readonly string[]>;

const CHECKS: Readonly<Record<string, Check>> = {
  ...Object.fromEntries(
    IMAGES.map((image) => {
      const path = `infra/docker/${image}.Dockerfile`;
      return [path, () => dockerfileFaults(readStages(join(root, path)), BuildContext.of(root))];
    }),
  ),
  'docker-compose.yml': () => {
    const text = readFileSync(join(root, 'docker-compose.yml'), 'utf8');
    return DEPLOYMENTS.flatMap((deployment) => composeFaults(readComposeFile(text, missingVariables({}, deployment))));
  },
  'infra/docker/nginx (nginx -t)': async () => {
    await checkNginx();
    return [];
  },
};

async function faultsOf(check: Check): Promise<readonly string[]> {
  try {
    return await check();
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}

async function main(): Promise<void> {
  for (const [what, check] of Object.entries(CHECKS)) {
    const faults = await faultsOf(check);
    process.stdout.write(`${faults.length > 0 ? 'FAULT' : 'ok   '} ${what}\n`);
    for (const fault of faults) process.stdout.write(`      ${fault}\n`);
    if (faults.length > 0) process.exitCode = 1;
  }
}

void main();
