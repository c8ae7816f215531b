import { readJournalEntries } from '../../../apps/api/src/testing/journal-entries.spec-support';
import { PostgresServer } from '../../../apps/api/src/testing/postgres-server.spec-support';
import { RedisServer } from '../../../apps/api/src/testing/redis-server.spec-support';
import { type BiteComparison, compareBites } from '../../../tools/load/counted-bites';
import { DialledAddresses } from '../../../tools/load/dialled-addresses';
import { SyntheticMeals } from '../../../tools/load/synthetic-meals';
import { Random } from '../../../tools/openvidu-fuzz/random';
import { join } from 'node:path';
import { eventuallyTrue } from '../eventually';
import { freePorts } from '../free-ports';
import { Balancer } from './balancer';
import { FleetApi } from './fleet-api';
import { FLEET_SECRETS } from './fleet-secrets';
import { FleetWorker } from './fleet-worker';
import { PartProcess } from './part-process';
import { EatingCamera, type EatingHabit, scriptedPictures, USUAL_HABIT } from './scripted-pictures';

const OPENVIDU = join(__dirname, '../../../apps/openvidu-embedded/dist/main.js');

/** The most who sit at a table. */
const SEATS = 12;

/** What a fleet consists of. */
export interface FleetOptions {
  /** Names its logs in the artifacts. */
  readonly name: string;
  readonly apis: number;
  readonly workers: number;
  /** Of each worker; one that is added may have others. */
  readonly places?: number;
  /** What each worker asks participants for at the most. */
  readonly framesPerSecond?: number;
  /** How long a worker may drain, s. */
  readonly drainDeadline?: number;
  /** Further environment variables of every api. */
  readonly apiSettings?: Readonly<Record<string, string>>;
  /** Further environment variables of every worker. */
  readonly workerSettings?: Readonly<Record<string, string>>;
}

/** Who comes to the tables of a fleet. */
export interface FleetParticipants {
  /** Repeats who takes a bite in which frame. */
  readonly seed: number;
  /** How many sit at a table. */
  readonly perMeal?: number;
  /** The most frames a second of each. */
  readonly framesPerSecond?: number;
  readonly habit?: EatingHabit;
  /** How many come in a second. */
  readonly arrivals?: number;
}

/**
 * A whole installation on this machine: embedded OpenVidu, Redis, PostgreSQL, several built apis behind HAProxy, and several
 * built ai-workers whose inference is scripted by the frames. Every part is a real process that can be stopped, killed, frozen and
 * started again.
 */
export class Fleet {
  private readonly workers: FleetWorker[] = [];
  private readonly meals: SyntheticMeals[] = [];
  private readonly cameras: EatingCamera[] = [];
  private workersStarted = 0;

  private constructor(
    private readonly options: FleetOptions,
    readonly openvidu: PartProcess,
    readonly redis: RedisServer,
    readonly postgres: PostgresServer,
    readonly balancer: Balancer,
    private readonly apis: readonly FleetApi[],
  ) {}

  /**
   * Starts everything and waits until every part is ready and every worker is known.
   * @throws Error naming the part that did not start; nothing is left running then
   */
  static async start(options: FleetOptions): Promise<Fleet> {
    const { name, apis: count, apiSettings: settings = {} } = options;
    const opened: { close(): Promise<void> }[] = [];
    const keep = <Part extends { close(): Promise<void> }>(part: Part): Part => {
      opened.unshift(part);
      return part;
    };
    try {
      const [balancerPort = 0, openviduPort = 0, ...apiPorts] = await freePorts(2 + count);
      const openvidu = openviduOf(name, openviduPort);
      keep({ close: () => openvidu.kill() });
      const [redis, postgres] = await Promise.all([
        RedisServer.start().then(keep),
        PostgresServer.start().then(keep),
        openvidu.start(),
      ]);
      const urls = { openviduUrl: `http://127.0.0.1:${openviduPort}`, redisUrl: redis.url, databaseUrl: postgres.url };
      const apis = apiPorts.map((port, index) => {
        return new FleetApi({ name: `${name}-api-${index}`, port, ...urls, settings });
      });
      for (const api of apis) keep({ close: () => api.kill() });
      await Promise.all(apis.map((api) => api.process.start()));
      const balancer = keep(await Balancer.start(`${name}-balancer`, balancerPort, apiPorts));
      const fleet = new Fleet(options, openvidu, redis, postgres, balancer, apis);
      keep({ close: () => fleet.closeWorkers() });
      await Promise.all(Array.from({ length: options.workers }, () => fleet.addWorker()));
      return fleet;
    } catch (error) {
      for (const part of opened) await part.close().catch(() => undefined);
      throw error;
    }
  }

  /** Address of the balancer, behind which the apis are. */
  get url(): string {
    return this.balancer.url;
  }

  /** One of the apis, by its number from 0. @throws RangeError where there is none */
  api(index: number): FleetApi {
    const api = this.apis[index];
    if (!api) throw new RangeError(`The fleet has no api ${index}.`);
    return api;
  }

  /** One of the workers, by its number from 0 in the order of their start. @throws RangeError where there is none */
  worker(index: number): FleetWorker {
    const worker = this.workers[index];
    if (!worker) throw new RangeError(`The fleet has no worker ${index}.`);
    return worker;
  }

  /** The workers that run, frozen ones included. */
  get runningWorkers(): readonly FleetWorker[] {
    return this.workers.filter(({ process }) => process.isRunning);
  }

  /**
   * Starts a worker and waits until the api knows it.
   * @param settings further environment variables of this one
   */
  async addWorker(settings: Readonly<Record<string, string>> = {}): Promise<FleetWorker> {
    const { name, places = 40, framesPerSecond = 2, drainDeadline = 20, workerSettings } = this.options;
    const number = this.workersStarted++;
    const [port = 0] = await freePorts(1);
    const worker = await FleetWorker.start({
      name: `${name}-worker-${number}`,
      port,
      apiPort: this.balancer.port,
      places,
      framesPerSecond,
      drainDeadline,
      settings: { ...workerSettings, ...settings },
    });
    this.workers.push(worker);
    return worker;
  }

  /** Replaces every worker, one after the other, as an operator does: a new one is started, then the old one is drained. */
  async replaceWorkers(): Promise<void> {
    for (const worker of this.runningWorkers) {
      await this.addWorker();
      await worker.drain();
    }
  }

  /** Replaces every api, one after the other; the next one only when the balancer sends requests to the one before again. */
  async replaceApis(): Promise<void> {
    for (const [index, api] of this.apis.entries()) {
      await api.restart();
      await eventuallyTrue(`The balancer serves api ${index}`, () => this.balancer.serves(index));
    }
  }

  /**
   * Lets synthetic participants join over the balancer; they stay until they are told to leave or the fleet is closed.
   * @throws Error of the first who could not join
   */
  async participants(count: number, options: FleetParticipants): Promise<SyntheticMeals> {
    const { seed, perMeal = 4, framesPerSecond = 2, habit = USUAL_HABIT, arrivals = 20 } = options;
    const pictures = await scriptedPictures();
    const cameras = Array.from(
      { length: count },
      (_, index) => new EatingCamera(pictures, new Random(seed + index), habit),
    );
    this.cameras.push(...cameras);
    const meals = await SyntheticMeals.begin({
      apiUrl: this.url,
      addresses: new DialledAddresses(false),
      participants: count,
      perMeal,
      framesPerSecond,
      arrivals,
      camera: (index) => cameras[index] ?? new EatingCamera(pictures, new Random(seed + index), habit),
    });
    this.meals.push(meals);
    return meals;
  }

  /** Nobody begins a bite any more; resolves when those that were under way have ended. */
  async stopEating(): Promise<void> {
    for (const camera of this.cameras) camera.stop();
    await eventuallyTrue('every bite has ended', () => this.cameras.every(({ isEating }) => !isEating));
  }

  /** Bites that the journal holds now, by participant. */
  async journalTotals(): Promise<ReadonlyMap<string, number>> {
    const totals = new Map<string, number>();
    for (const { participantId, events } of await readJournalEntries(this.postgres.url)) {
      totals.set(participantId, (totals.get(participantId) ?? 0) + events.length);
    }
    return totals;
  }

  /** Compares the bites that all participants have acted so far with what the journal holds now. */
  async compareWithJournal(): Promise<BiteComparison> {
    const entries = await readJournalEntries(this.postgres.url);
    const counted = entries.flatMap(({ participantId, events }) => {
      return events.map(({ endedAt }) => ({ participantId, endedAt }));
    });
    return compareBites(
      this.meals.flatMap(({ participants }) => participants),
      counted,
    );
  }

  /**
   * Ends everything, participants first.
   * @throws AggregateError where something did not end as it should; everything else has ended all the same
   */
  async close(): Promise<void> {
    const ended = [
      ...(await Promise.allSettled(this.meals.map((meals) => meals.end()))),
      ...(await Promise.allSettled([this.closeWorkers()])),
      ...(await Promise.allSettled([this.balancer.close(), ...this.apis.map((api) => api.kill())])),
      ...(await Promise.allSettled([this.openvidu.kill(), this.redis.close(), this.postgres.close()])),
    ];
    const faults = ended.flatMap((end): unknown[] => (end.status === 'rejected' ? [end.reason] : []));
    if (faults.length > 0) throw new AggregateError(faults, 'The fleet did not end as it should.');
  }

  private async closeWorkers(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.close()));
  }
}

function openviduOf(name: string, port: number): PartProcess {
  const url = `http://127.0.0.1:${port}`;
  return new PartProcess({
    name: `${name}-openvidu`,
    command: [process.execPath, OPENVIDU],
    readyUrl: `${url}/openvidu/api/config/openvidu-publicurl`,
    environment: {
      OPENVIDU_SECRET: FLEET_SECRETS.OPENVIDU_SECRET,
      OPENVIDU_PORT: String(port),
      OPENVIDU_PUBLIC_URL: url,
      OPENVIDU_LIMIT_PARTICIPANTS: String(2 * SEATS),
    },
  });
}
