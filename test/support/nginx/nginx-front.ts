import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { PartProcess } from '../fleet/part-process';
import { type ImageFolders, layOutImage } from './image-files';
import { NameServer } from './name-server';

/** Debian keeps it where the PATH of a person who is not root does not lead. */
const PATH = `${process.env.PATH ?? ''}:/usr/sbin`;

/** The parts behind an {@link NginxFront}: addresses by the names that they have in a network of containers, and ports. */
export interface NginxFrontOptions {
  /** Names its log in the artifacts. */
  readonly name: string;
  readonly port: number;
  /** Loopback addresses of the apis; all listen on one port. */
  readonly apis: readonly string[];
  readonly apiPort: number;
  readonly openviduPort: number;
  /** Loopback addresses of the ai-workers by the ids of their containers; all listen on one port. */
  readonly workers: Readonly<Record<string, string>>;
  readonly workerPort: number;
}

/** The real nginx with the web image's configuration and the built page, in front of everything on one origin. */
export class NginxFront {
  private constructor(
    /** What browsers open. */
    readonly origin: string,
    readonly names: NameServer,
    private readonly folder: string,
    private readonly files: ImageFolders,
    private readonly process: PartProcess,
  ) {}

  /**
   * Starts it; the parts need not be there yet.
   * @throws Error with what nginx says where it does not take the configuration or does not start
   */
  static async start(options: NginxFrontOptions): Promise<NginxFront> {
    const { name, port, apis, apiPort, openviduPort, workers, workerPort } = options;
    const containers = Object.entries(workers).map(([id, address]) => [id, [address]] as const);
    const names = await NameServer.open({ api: apis, openvidu: ['127.0.0.1'], ...Object.fromEntries(containers) });
    const folder = mkdtempSync(join(tmpdir(), 'bapsang-nginx-'));
    const origin = `http://localhost:${port}`;
    const files = layOutImage(folder, {
      NGINX_PORT: `127.0.0.1:${port}`,
      NGINX_TLS_PORT: '127.0.0.1:1',
      NGINX_PUBLIC_URL: origin,
      NGINX_RESOLVER: names.address,
      NGINX_API: `api:${apiPort}`,
      NGINX_OPENVIDU: `openvidu:${openviduPort}`,
      NGINX_WORKER_PORT: String(workerPort),
      NGINX_CONNECT_SOURCES: '',
    });
    const command = nginxCommand(files, 'nginx.conf');
    const part = new PartProcess({ name: `nginx-${name}`, command, environment: { PATH }, readyUrl: `${origin}/` });
    const front = new NginxFront(origin, names, folder, files, part);
    try {
      await testConfiguration(files, 'nginx.conf');
      await part.start();
    } catch (error) {
      await front.close();
      throw error;
    }
    return front;
  }

  /** Every request that it has logged so far. */
  requests(): readonly string[] {
    return readFileSync(this.files.log, 'utf8').trimEnd().split('\n');
  }

  async close(): Promise<void> {
    await this.process.terminate();
    await this.names.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** The image's own command, but that root's nginx stays root here: its temporary folder is root's alone. */
export function nginxCommand({ configuration }: ImageFolders, main: string): [string, ...string[]] {
  const user = process.getuid?.() === 0 ? 'user root; ' : '';
  return ['nginx', '-c', join(configuration, main), '-e', 'stderr', '-g', `${user}daemon off;`];
}

/**
 * Has nginx read a configuration (`nginx -t`).
 * @param main `nginx.conf` or `nginx-tls.conf`
 * @returns what nginx says
 * @throws Error with what nginx says where it refuses it
 */
export async function testConfiguration(files: ImageFolders, main: string): Promise<string> {
  const [program, ...args] = nginxCommand(files, main);
  const { stderr } = await promisify(execFile)(program, [...args, '-t'], { env: { ...process.env, PATH } });
  return stderr;
}
