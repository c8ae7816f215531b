import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePorts } from '../../test/support/free-ports';
import { BuildContext } from './build-context';
import { readStages } from './dockerfile';
import { type BuiltStage, ImageBuild, sizeOf } from './image-build';
import { StartedImage } from './image-start';

// `npm run infra:docker:build`: carries out every command of the Dockerfiles in clean folders, then starts the commands of api and
// ai-worker from there and has their health checks answer. Names of images as arguments choose some. Takes many minutes.
const root = join(__dirname, '../..');
const IMAGES = ['web', 'api', 'ai-worker'];
const SECRETS = {
  API_SECRET: 'made-for-this-build-alone',
  ADMIN_SECRET: 'made-for-this-build-alone',
  WORKER_SECRET: 'made-for-this-build-alone',
  OPENVIDU_SECRET: 'made-for-this-build-alone',
};

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

function buildImage(name: string, work: string): BuiltStage {
  say(`${name}: infra/docker/${name}.Dockerfile`);
  const stages = readStages(join(root, `infra/docker/${name}.Dockerfile`));
  const folder = join(work, name);
  mkdirSync(folder);
  const image = new ImageBuild(stages, BuildContext.of(root), folder, say).run();
  say(`  the image adds ${(sizeOf(image.root) / 1024 / 1024).toFixed(0)} MiB to its base`);
  return image;
}

async function startImages(images: ReadonlyMap<string, BuiltStage>, work: string): Promise<void> {
  const [apiPort = 0, workerPort = 0] = await freePorts(2);
  const started: StartedImage[] = [];
  const start = async (name: string, given: Readonly<Record<string, string>>): Promise<StartedImage | undefined> => {
    const image = images.get(name);
    if (!image) return undefined;
    const running = StartedImage.start(image, { ...SECRETS, ...given }, join(work, `${name}.log`));
    started.push(running);
    await running.untilHealthy();
    say(`${name}: ${image.command.join(' ')}: its health check succeeds`);
    return running;
  };
  try {
    await start('api', { API_HOST: '127.0.0.1', API_PORT: String(apiPort) });
    const worker = await start('ai-worker', {
      WORKER_HOST: '127.0.0.1',
      WORKER_PORT: String(workerPort),
      API_URL: `http://127.0.0.1:${apiPort}`,
      WORKER_PROCESSES: '1',
    });
    if (worker && images.has('api')) {
      const health = await worker.untilReady(`http://127.0.0.1:${workerPort}/health/ready`);
      say(`ai-worker: registered with the api, ${JSON.stringify(health).slice(0, 200)}`);
    }
  } finally {
    for (const running of started.reverse()) say(`ended by SIGTERM with ${await running.end()}`);
  }
}

async function main(): Promise<void> {
  const chosen = process.argv.slice(2);
  const work = mkdtempSync(join(tmpdir(), 'bapsang-images-'));
  try {
    const images = new Map(
      IMAGES.filter((name) => chosen.length === 0 || chosen.includes(name)).map((name) => [
        name,
        buildImage(name, work),
      ]),
    );
    await startImages(images, work);
    say('Every command of the build stages and the start commands of the images succeeded.');
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

void main().catch((error: unknown) => {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
