import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CreatedMeal, EatingEvent, JoinedMeal, RecordedSummary } from '@bapsang/shared';
import { Client } from 'pg';
import { OPENVIDU_SECRET, OpenViduServer } from '../../apps/api/src/testing/openvidu-server.spec-support';
import { PostgresServer } from '../../apps/api/src/testing/postgres-server.spec-support';
import { ADMIN_SECRET, API_SECRET, WORKER_SECRET } from '../../apps/api/src/testing/running-api.spec-support';
import { Random } from '../../tools/openvidu-fuzz/random';
import { eventually, eventuallyTrue } from '../support/eventually';
import { PartProcess } from '../support/fleet/part-process';
import { ScriptedReporter } from '../support/fleet/scripted-reporter';
import { SmallDisk } from '../support/fleet/small-disk';
import { freePorts } from '../support/free-ports';

jest.setTimeout(600_000);

const SEED = 20;
const PARTICIPANTS = 4;

/** From one report of a worker to the next, ms. */
const REPORT_PAUSE = 20;

/** Of the disk on which PostgreSQL is, MiB: an empty database takes half of it. */
const DISK_SIZE = 120;

/** A meal at which scripted workers report, to an api that is a process of its own. */
class ScriptedMeal {
  readonly #random = new Random(SEED);
  #reporters: readonly ScriptedReporter[] = [];
  #guests: readonly JoinedMeal[] = [];

  private constructor(
    readonly api: PartProcess,
    private readonly url: string,
    private readonly openvidu: OpenViduServer,
  ) {}

  static async begin(name: string, settings: Readonly<Record<string, string>>): Promise<ScriptedMeal> {
    const [port = 0] = await freePorts(1);
    const openvidu = await OpenViduServer.start();
    const url = `http://127.0.0.1:${port}`;
    const secrets = { API_SECRET, ADMIN_SECRET, WORKER_SECRET, OPENVIDU_SECRET };
    const api = new PartProcess({
      name,
      command: [process.execPath, join(__dirname, '../../apps/api/dist/main.js')],
      environment: { ...secrets, OPENVIDU_URL: openvidu.url, API_PORT: String(port), ...settings },
      readyUrl: `${url}/health/live`,
    });
    const meal = new ScriptedMeal(api, url, openvidu);
    await api.start();
    await meal.#sitDown();
    return meal;
  }

  /** Kills the api without a word at a moment of chance, be it still starting or serving, and starts it again. */
  async killApi(): Promise<void> {
    if (this.#random.chance(0.75)) await this.api.untilReady();
    await sleep(this.#random.below(600));
    await this.api.kill();
    this.api.spawn();
  }

  /** How many reports were acknowledged as kept. */
  get kept(): number {
    return this.#reporters.reduce((sum, { kept }) => sum + kept, 0);
  }

  /** Waits until more is acknowledged. */
  async untilMoreIsKept(): Promise<void> {
    const before = this.kept;
    await eventuallyTrue('more is kept', () => this.kept > before, 60_000);
  }

  /** Ends the meal, and compares what everybody can read of themselves with the script. */
  async compare(): Promise<{ readonly events: number }> {
    await this.api.untilReady();
    await Promise.all(this.#reporters.map((reporter) => reporter.end()));
    let events = 0;
    for (const guest of this.#guests) {
      const script = this.#reporters.flatMap((reporter) => reporter.script.get(guest.participantId) ?? []);
      const summary = await eventually('the summary', () => this.#summaryOf(guest));
      expect(summary.events).toEqual(script);
      expect(summary.totals).toEqual({ bites: countOf(script, 'bite'), sips: countOf(script, 'sip') });
      events += script.length;
    }
    return { events };
  }

  async close(): Promise<void> {
    await this.api.kill();
    await this.openvidu.close();
  }

  async #sitDown(): Promise<void> {
    const { mealId } = await this.#post<CreatedMeal>('/api/meals', {});
    const guests: JoinedMeal[] = [];
    for (let number = 0; number < PARTICIPANTS; number += 1) {
      const body = { displayName: `Guest ${number}`, recognition: 'server' };
      guests.push(await this.#post<JoinedMeal>(`/api/meals/${mealId}/participants`, body));
    }
    this.#guests = guests;
    const half = PARTICIPANTS / 2;
    this.#reporters = [guests.slice(0, half), guests.slice(half)].map(
      (own, index) =>
        new ScriptedReporter(
          this.url,
          `scripted-${index}`,
          own.map(({ participantId, connectionId }) => ({ mealId, participantId, connectionId })),
          new Random(SEED + index),
          REPORT_PAUSE,
        ),
    );
    this.mealId = mealId;
  }

  private mealId = '';

  async #summaryOf({ participantId, rejoinKey }: JoinedMeal): Promise<RecordedSummary | undefined> {
    const headers = { authorization: `Bearer ${rejoinKey}` };
    const path = `/api/meals/${this.mealId}/participants/${participantId}/summary`;
    const response = await fetch(this.url + path, { headers });
    return response.ok ? ((await response.json()) as RecordedSummary) : undefined;
  }

  async #post<T>(path: string, body: object): Promise<T> {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(this.url + path, { method: 'POST', headers, body: JSON.stringify(body) });
    if (!response.ok) throw new Error(await response.text());
    return (await response.json()) as T;
  }
}

function countOf(events: readonly EatingEvent[], kind: EatingEvent['kind']): number {
  return events.filter((event) => event.kind === kind).length;
}

describe('a scripted meal whose api is killed again and again', () => {
  it('is in PostgreSQL as it was, though that was killed too and its disk was full', async () => {
    const disk = SmallDisk.isPossible ? SmallDisk.mount(DISK_SIZE) : undefined;
    const postgres = await PostgresServer.start(disk?.folder);
    const meal = await ScriptedMeal.begin('killed-journal', { DATABASE_URL: postgres.url });
    try {
      await meal.untilMoreIsKept();
      for (let kill = 0; kill < 7; kill += 1) await meal.killApi();
      await postgres.kill();
      for (let kill = 0; kill < 3; kill += 1) await meal.killApi();
      await postgres.resume();
      await meal.untilMoreIsKept();
      if (disk) {
        disk.fill();
        await eventuallyTrue('PostgreSQL has no room left', () => hasNoRoom(postgres.url), 30_000);
      }
      for (let kill = 0; kill < 3; kill += 1) await meal.killApi();
      disk?.free();
      await postgres.restart();
      await meal.untilMoreIsKept();
      for (let kill = 0; kill < 7; kill += 1) await meal.killApi();
      const { events } = await meal.compare();
      process.stdout.write(`PostgreSQL: ${events} events, ${meal.kept} reports, disk ${disk ? 'full' : 'not tried'}\n`);
    } finally {
      await meal.close();
      await postgres.close();
      disk?.unmount();
    }
  });

  it('is in the embedded journal as it was', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'killed-journal-'));
    const meal = await ScriptedMeal.begin('killed-embedded-journal', { JOURNAL_FOLDER: folder });
    try {
      for (let kill = 0; kill < 5; kill += 1) {
        if (kill % 2 === 0) await meal.untilMoreIsKept();
        await meal.killApi();
      }
      const { events } = await meal.compare();
      process.stdout.write(`Embedded: ${events} events, ${meal.kept} reports\n`);
    } finally {
      await meal.close();
      rmSync(folder, { recursive: true });
    }
  });
});

/** Whether PostgreSQL says so, or is down because of it. */
async function hasNoRoom(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query(`create table ballast_${Date.now()} as select generate_series(1, 100000) as n`);
    return false;
  } catch (error) {
    return (error as { readonly code?: string }).code === '53100';
  } finally {
    await client.end();
  }
}
