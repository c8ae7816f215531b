import { PostgresServer } from '../../../apps/api/src/testing/postgres-server.spec-support';
import { RedisServer } from '../../../apps/api/src/testing/redis-server.spec-support';
import { join } from 'node:path';
import { FleetApi } from '../fleet/fleet-api';
import { FLEET_SECRETS } from '../fleet/fleet-secrets';
import { FleetWorker } from '../fleet/fleet-worker';
import { PartProcess } from '../fleet/part-process';
import { freePorts } from '../free-ports';
import { NginxFront } from './nginx-front';

const OPENVIDU = join(__dirname, '../../../apps/openvidu-embedded/dist/main.js');

/** Both listen on the same port, as the containers of a service do. */
const API_ADDRESSES = ['127.0.0.1', '127.0.0.2'] as const;

/** The id of the worker's container. */
const WORKER_CONTAINER = '5ca1ab1ec0de';

/** What docker-compose.yml starts, as processes on loopback addresses: two apis, a worker whose inference is scripted, Redis, PostgreSQL, the embedded OpenVidu, and nginx in front. */
export class TwoApisBehindNginx {
  private constructor(
    readonly front: NginxFront,
    readonly apis: readonly FleetApi[],
    readonly worker: FleetWorker,
    private readonly opened: readonly { close(): Promise<unknown> }[],
  ) {}

  /** Starts everything and waits until it is ready. @throws Error naming the part that did not start; nothing is left running then */
  static async start(name: string): Promise<TwoApisBehindNginx> {
    const opened: { close(): Promise<unknown> }[] = [];
    const keep = <Part extends { close(): Promise<unknown> }>(part: Part): Part => {
      opened.unshift(part);
      return part;
    };
    try {
      const [port = 0, apiPort = 0, openviduPort = 0, workerPort = 0] = await freePorts(4);
      const workers = { [WORKER_CONTAINER]: '127.0.0.1' };
      const front = keep(
        await NginxFront.start({ name, port, apis: API_ADDRESSES, apiPort, openviduPort, workers, workerPort }),
      );
      const openvidu = openviduOf(name, openviduPort, front.origin);
      keep({ close: () => openvidu.kill() });
      const [redis, postgres] = await Promise.all([
        RedisServer.start().then(keep),
        PostgresServer.start().then(keep),
        openvidu.start(),
      ]);
      const apis = API_ADDRESSES.map((host, index) => {
        const urls = {
          openviduUrl: `http://127.0.0.1:${openviduPort}`,
          redisUrl: redis.url,
          databaseUrl: postgres.url,
        };
        const settings = { WEB_URL: front.origin, CORS_ORIGINS: front.origin };
        return new FleetApi({ name: `${name}-api-${index}`, host, port: apiPort, ...urls, settings });
      });
      for (const api of apis) keep({ close: () => api.kill() });
      await Promise.all(apis.map((api) => api.process.start()));
      const worker = keep(
        await FleetWorker.start({
          name: `${name}-worker`,
          port: workerPort,
          apiPort,
          places: 12,
          framesPerSecond: 4,
          drainDeadline: 5,
          settings: { WORKER_PUBLIC_URL: `${front.origin}/workers/${WORKER_CONTAINER}` },
        }),
      );
      return new TwoApisBehindNginx(front, apis, worker, opened);
    } catch (error) {
      for (const part of opened) await part.close().catch(() => undefined);
      throw error;
    }
  }

  /** What the addresses of the browsers' sockets to the worker begin with. */
  get workerSockets(): string {
    return `${this.front.origin.replace('http', 'ws')}/workers/${WORKER_CONTAINER}/`;
  }

  /** Ends everything. */
  async close(): Promise<void> {
    for (const part of this.opened) await part.close();
  }
}

function openviduOf(name: string, port: number, publicUrl: string): PartProcess {
  return new PartProcess({
    name: `${name}-openvidu`,
    command: [process.execPath, OPENVIDU],
    readyUrl: `http://127.0.0.1:${port}/openvidu/api/config/openvidu-publicurl`,
    environment: {
      OPENVIDU_SECRET: FLEET_SECRETS.OPENVIDU_SECRET,
      OPENVIDU_PORT: String(port),
      OPENVIDU_PUBLIC_URL: publicUrl,
    },
  });
}
