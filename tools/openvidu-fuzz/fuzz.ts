import { setImmediate as nextTurn, setTimeout as delay } from 'node:timers/promises';
import { MediaPeer } from '../../apps/openvidu-embedded/src/testing/media-peer';
import { callApi } from '../../apps/openvidu-embedded/src/testing/deployment';
import type { DeploymentProcess, Inspection } from '../openvidu-churn/deployment-process';
import { Attacker } from './attacker';
import { FUZZ_PREFIX, hostileCall } from './hostile-calls';
import type { FrameContext } from './hostile-frames';
import { hostileWire } from './hostile-wires';
import { QUIET_SESSION, QuietTable, type Undisturbed } from './quiet-table';
import { Random } from './random';
import { sendCall } from './send-call';
import { Tally } from './tally';
import { Wires } from './wires';

/** What a fuzz does. */
export interface FuzzOptions {
  /** Frames, calls and connections together. */
  readonly count: number;
  /** The same seed sends the same, but for ids that the deployment chooses and the order in which answers come. */
  readonly seed: number;
  /** After each everything hostile is taken away, and what the process holds is measured. */
  readonly phases: number;
  /** WebSockets of attackers at a time; 6 where nothing is said. */
  readonly attackers?: number;
  /** Frames that an attacker sends at once; 30 where nothing is said. */
  readonly burst?: number;
}

/** What came of it. */
export interface FuzzReport {
  readonly tally: Tally;
  /** What the deployment held with the quiet table alone, before and after each phase. */
  readonly inspections: readonly Inspection[];
  readonly undisturbed: Undisturbed;
  /** What it did that it must not do. */
  readonly complaints: readonly string[];
}

const CALLS = 36;
const WIRES = 8;

/** How many of the complaints are kept. */
const KEPT_COMPLAINTS = 200;

/** Server errors that the API documents: recordings are off; a limit is reached. */
const DOCUMENTED = new Set(['status 501', 'status 503']);

/** How long Node keeps an HTTP connection that nobody uses, and some, ms. */
const IDLE_CONNECTIONS = 6_000;

/** How long what ends by itself may take, ms: peer connections that never connect. */
const SETTLE_DEADLINE = 45_000;

/** Sends hostile things to a deployment in which two people sit undisturbed. */
export class Fuzz {
  private readonly random: Random;
  private readonly tally = new Tally();
  private readonly complaints: string[] = [];
  private readonly inspections: Inspection[] = [];
  private attackers: Attacker[] = [];
  private readonly wires: Wires;
  private sent = 0;

  private constructor(
    private readonly deployment: DeploymentProcess,
    private readonly options: FuzzOptions,
    private readonly table: QuietTable,
    private readonly context: FrameContext,
  ) {
    this.random = new Random(options.seed);
    this.wires = new Wires(Number(new URL(deployment.url).port), this.tally);
  }

  /** Runs to the end; the deployment stays up, empty but for what is being collected. */
  static async run(deployment: DeploymentProcess, options: FuzzOptions): Promise<FuzzReport> {
    const table = await QuietTable.open(deployment);
    const offers = [await MediaPeer.create('sendonly'), await MediaPeer.create('recvonly')] as const;
    const context = {
      session: '',
      token: '',
      ownConnection: '',
      otherConnection: table.ids.publisher,
      otherStream: table.ids.stream,
      publishOffer: offers[0].offer,
      receiveOffer: offers[1].offer,
    };
    try {
      return await new Fuzz(deployment, options, table, context).runPhases();
    } finally {
      await table.close();
      for (const offer of offers) await offer.close();
    }
  }

  private async runPhases(): Promise<FuzzReport> {
    const { count, phases } = this.options;
    // By then the connections are closed over which the quiet table was set.
    await delay(IDLE_CONNECTIONS);
    this.inspections.push(await this.deployment.inspect());
    for (let phase = 1; phase <= phases; phase++) {
      while (this.sent < (count * phase) / phases && this.deployment.isAlive) await this.round();
      await this.takeAway();
      this.inspections.push(await this.settle());
      this.wires.close();
    }
    this.complaints.push(...this.deployment.faults.map((line) => `log: ${line.slice(0, 1_000)}`));
    return {
      tally: this.tally,
      inspections: this.inspections,
      undisturbed: this.table.undisturbed,
      complaints: this.complaints,
    };
  }

  private async round(): Promise<void> {
    const { burst = 30 } = this.options;
    await this.fillSeats();
    const complain = (text: string): void => this.complain(text);
    for (const attacker of this.attackers) {
      this.sent += attacker.attack(this.random, burst);
      // The quiet table's packets are sent and counted in this process: it must not stand still meanwhile.
      await nextTurn();
    }
    const calls = Array.from({ length: CALLS }, () => this.call());
    const wires = Array.from({ length: WIRES }, () => this.wire());
    await Promise.all([...calls, ...wires, ...this.attackers.map((attacker) => attacker.settle(complain))]);
    this.sent += CALLS + WIRES;
  }

  /** Replaces attackers that were thrown out, and now and then one that was not: without a seat little is reached. */
  private async fillSeats(): Promise<void> {
    const { attackers = 6 } = this.options;
    for (const attacker of this.attackers) if (this.random.chance(0.1)) attacker.kill();
    this.attackers = this.attackers.filter(({ isOpen }) => isOpen);
    while (this.attackers.length < attackers) {
      const session = this.random.chance(0.15) ? QUIET_SESSION : `${FUZZ_PREFIX}table`;
      const hasSeat = this.random.chance(0.85);
      const opened = await Attacker.open(this.deployment.url, session, this.context, hasSeat, this.tally).catch(String);
      if (typeof opened === 'string') {
        this.tally.count('attacker refused', opened);
        return;
      }
      this.attackers.push(opened);
    }
  }

  private async call(): Promise<void> {
    const { authorization } = this.deployment;
    const { otherConnection, otherStream } = this.context;
    const call = hostileCall(this.random, { authorization, otherConnection, otherStream });
    const outcome = await sendCall(this.deployment.url, call);
    this.tally.count('call', call.kind);
    this.tally.count('call outcome', outcome);
    const isFine = /^status [1-4]/.test(outcome) || DOCUMENTED.has(outcome) || outcome.startsWith('not sent');
    // Whoever is told that the body or head is too large may find the connection closed before all is sent.
    const mayBreak = (call.body?.length ?? 0) > 256 * 1024 || call.headers['x-filler'] !== undefined;
    if (!isFine && !(mayBreak && outcome.startsWith('failure'))) {
      this.complain(`${outcome}: ${JSON.stringify(call).slice(0, 1_500)}`);
    }
  }

  private async wire(): Promise<void> {
    await this.wires.send(hostileWire(this.random, this.deployment.authorization));
  }

  /** Everything hostile goes; the quiet table stays. */
  private async takeAway(): Promise<void> {
    for (const attacker of this.attackers.splice(0)) attacker.kill();
    this.wires.endUnanswered();
    const { url } = this.deployment;
    const response = await callApi(url, 'GET', '/sessions?pendingConnections=true');
    const { content } = (await response.json()) as {
      content: { id: string; connections: { content: { id: string }[] } }[];
    };
    const own = new Set<string>([this.table.ids.publisher, this.table.ids.subscriber]);
    for (const { id, connections } of content) {
      if (id !== QUIET_SESSION) await callApi(url, 'DELETE', `/sessions/${encodeURIComponent(id)}`);
      const guests = id === QUIET_SESSION ? connections.content.filter((connection) => !own.has(connection.id)) : [];
      for (const guest of guests) await callApi(url, 'DELETE', `/sessions/${id}/connection/${guest.id}`);
    }
  }

  /** Waits until the process holds no more than before the first phase, at most as long as anything may last. */
  private async settle(): Promise<Inspection> {
    const before = this.inspections[0]?.resources ?? {};
    const deadline = Date.now() + SETTLE_DEADLINE;
    for (;;) {
      const now = await this.deployment.inspect();
      const isSettled = ['TCPSocketWrap', 'UDPWrap', 'Timeout'].every((type) => {
        return (now.resources[type] ?? 0) <= (before[type] ?? 0);
      });
      if (isSettled || Date.now() > deadline) return now;
      await delay(1_000);
    }
  }

  private complain(text: string): void {
    this.tally.count('complaint', text.split(':')[0] ?? '');
    if (this.complaints.length < KEPT_COMPLAINTS) this.complaints.push(text);
  }
}
