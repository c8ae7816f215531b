import { setTimeout as sleep } from 'node:timers/promises';
import { Load } from './load';
import type { JoinFigures, LoadFigures } from './load-messages';
import { readProcessUsage, type ProcessUsage } from './process-usage';
import { SECRET, ServerProcess } from './server-process';

/** So long packets flow before they are measured, ms: Node compiles what runs often in this time. */
const WARM_UP = 4_000;

/** What one measurement found. */
export interface RunFigures extends LoadFigures {
  /** Processor time of the server for one forwarded packet, all it does included, microseconds. */
  readonly microsecondsPerPacket: number;
  /** Of that, what the kernel took. */
  readonly systemMicrosecondsPerPacket: number;
  /** Of one processor, 0 to 1 and more. */
  readonly serverLoad: number;
  /** Of the process with the participants; near 1 it is the one that is too slow. */
  readonly clientLoad: number;
  readonly residentBytes: number;
  /** Packets forwarded in a second. */
  readonly packetsPerSecond: number;
  /** Share of the packets that did not reach a receiver, 0 to 1; a few are on the way when the count begins and ends. */
  readonly lost: number;
}

function processorTime(before: ProcessUsage, after: ProcessUsage): number {
  return after.user + after.system - before.user - before.system;
}

/** A deployment with so many participants. */
export class MeasuredRun {
  private constructor(
    private readonly server: ServerProcess,
    private readonly load: Load,
    private readonly participants: number,
    /** How long joining took. */
    readonly joined: JoinFigures,
  ) {}

  /** Starts a deployment, lets everybody join and warms up. */
  static async start(main: string, participants: number, nodeOptions: readonly string[] = []): Promise<MeasuredRun> {
    const server = await ServerProcess.start(main, nodeOptions);
    const load = new Load();
    try {
      const joined = await load.join({ url: server.url, secret: SECRET, participants });
      await sleep(WARM_UP);
      return new MeasuredRun(server, load, participants, joined);
    } catch (error) {
      await load.close();
      await server.close();
      throw error;
    }
  }

  /** Measures at a speed. @throws Error when a packet arrived that was not sent or was not authentic */
  async measure(speed: number, milliseconds: number): Promise<RunFigures> {
    await this.load.send(speed);
    await sleep(500);
    const before = this.server.usage();
    const clientBefore = readProcessUsage(this.load.pid);
    const figures = await this.load.measure(milliseconds);
    const after = this.server.usage();
    const client = processorTime(clientBefore, readProcessUsage(this.load.pid));
    if (figures.packetsUnknown > 0) throw new Error(`${figures.packetsUnknown} packets came that nobody sent.`);
    if (figures.packetsAuthentic !== figures.packetsSampled) {
      throw new Error(`${figures.packetsAuthentic} of ${figures.packetsSampled} packets could be decrypted.`);
    }
    const { packetsReceived } = figures;
    const used = processorTime(before, after);
    return {
      ...figures,
      microsecondsPerPacket: (used * 1_000) / packetsReceived,
      systemMicrosecondsPerPacket: ((after.system - before.system) * 1_000) / packetsReceived,
      serverLoad: used / figures.milliseconds,
      clientLoad: client / figures.milliseconds,
      residentBytes: after.residentBytes,
      packetsPerSecond: (packetsReceived * 1_000) / figures.milliseconds,
      lost: 1 - packetsReceived / (figures.packetsSent * (this.participants - 1)),
    };
  }

  async close(): Promise<void> {
    await this.load.close();
    await this.server.close();
  }
}
