import type { Browser } from 'playwright-core';
import { eventuallyTrue } from './eventually';
import { PageWire } from './page-wire';
import type { RunningSystem } from './running-system';
import { TablePage } from './table-page';

/** How long pages may take to be whole again, ms; what it took is measured, this only ends a test that has failed. */
const WHOLE_DEADLINE = 75_000;

/** Somebody at the table, and how they are to be seen and heard whatever happens. */
export interface Eater {
  readonly name: string;
  readonly recognised: boolean;
  readonly seen: boolean;
  readonly heard: boolean;
  readonly participantId: string;
  readonly table: TablePage;
  readonly wire: PageWire;
}

const EATERS = [
  { name: 'Mina', recognised: true, seen: true, heard: true },
  { name: 'Alex', recognised: true, seen: true, heard: false },
  { name: 'Juno', recognised: false, seen: false, heard: true },
] as const;

interface Totals {
  readonly bites: number;
  readonly sips: number;
}

/** A meal of three, each on a wire of their own: one with everything on, one muted, one with the camera off. */
export class MealOfThree {
  readonly #eaters: Eater[] = [];
  readonly #wires: PageWire[] = [];
  #messages = 0;

  private constructor(private readonly system: RunningSystem) {}

  static async open(browser: Browser, system: RunningSystem): Promise<MealOfThree> {
    const meal = new MealOfThree(system);
    try {
      await meal.#seat(browser);
      await meal.untilWhole();
      return meal;
    } catch (error) {
      await meal.close();
      throw error;
    }
  }

  get eaters(): readonly Eater[] {
    return this.#eaters;
  }

  /** @throws Error where nobody has the name */
  find(name: string): Eater {
    const found = this.eaters.find((eater) => eater.name === name);
    if (!found) throw new Error(`Nobody is called ${name}.`);
    return found;
  }

  /** Bites and sips of everybody, as one of them sees them. */
  async totals(): Promise<ReadonlyMap<string, Totals>> {
    const tiles = await this.eaters[0]!.table.tiles();
    return new Map(tiles.map(({ participantId, bites, sips }) => [participantId, { bites, sips }]));
  }

  /** Waits until every page shows everybody as they are, moving, with recognition, and without a notice. */
  async untilWhole(): Promise<void> {
    await Promise.all(this.eaters.map((eater) => this.untilPageWhole(eater)));
  }

  /**
   * Waits until one page is as it should be.
   * @param since motions must have come after this moment, ms since the epoch
   * @throws Error naming what is still missing
   */
  async untilPageWhole({ name, table }: Eater, since = 0): Promise<void> {
    let missing: string | undefined;
    await eventuallyTrue(
      `${name}'s page is whole`,
      async () => {
        missing = await this.#missing(table, since);
        return missing === undefined;
      },
      WHOLE_DEADLINE,
    ).catch((error: unknown) => {
      throw new Error(`${name} misses: ${missing}`, { cause: error });
    });
  }

  /** Says something on every page and waits until everybody has heard everything. */
  async talk(): Promise<void> {
    for (const { table } of this.eaters) await table.page.getByTestId('chat-toggle').click();
    for (const { name, table } of this.eaters) {
      const text = `${name} says ${++this.#messages}`;
      await table.page.getByTestId('chat-input').fill(text);
      await table.page.getByTestId('chat-send').click();
      for (const other of this.eaters) {
        await other.table.page.getByTestId('chat-message').filter({ hasText: text }).waitFor();
      }
    }
    for (const { table } of this.eaters) await table.page.getByTestId('chat-close').click();
  }

  /** How many connections OpenVidu has, ghosts included. */
  async connections(): Promise<number> {
    const mealId = new URL(this.eaters[0]!.table.page.url()).pathname.split('/').at(-1) ?? '';
    const response = await this.system.openvidu(`/sessions/${mealId}`);
    const session = (await response.json()) as { connections: { content: { status: string }[] } };
    return session.connections.content.filter(({ status }) => status === 'active').length;
  }

  async close(): Promise<void> {
    await Promise.all(this.eaters.map(({ table }) => table.page.context().close()));
    await Promise.all(this.#wires.map((wire) => wire.close()));
  }

  /** What keeps a page from being whole, undefined for nothing. */
  async #missing(table: TablePage, since: number): Promise<string | undefined> {
    if (await table.page.getByTestId('connection-notice').isVisible()) return 'the end of the notice';
    const before = await table.tiles();
    if (before.length !== this.eaters.length) return `its ${this.eaters.length} tiles (${before.length})`;
    await table.page.waitForTimeout(300);
    const after = await table.tiles();
    for (const { name, participantId, seen, heard, recognised } of this.eaters) {
      const tile = after.find((one) => one.participantId === participantId);
      if (!tile) return `the tile of ${name}`;
      if (tile.seen !== seen) return `${name}'s picture ${seen ? 'on' : 'off'}`;
      if (tile.heard !== heard) return `${name}'s sound ${heard ? 'on' : 'off'}`;
      const frames = before.find((one) => one.participantId === participantId)?.frames ?? 0;
      if (seen && tile.frames === frames) return `moving pictures of ${name}`;
      if (tile.recognition !== (recognised ? 'active' : 'off')) return `the recognition of ${name}`;
      if (recognised && tile.receivedAt <= since) return `new motions of ${name}`;
    }
    return undefined;
  }

  /** Sits everybody down. */
  async #seat(browser: Browser): Promise<void> {
    let url = this.system.webUrl;
    for (const who of EATERS) {
      const wire = await PageWire.open();
      this.#wires.push(wire);
      const context = await browser.newContext({
        locale: 'en-US',
        permissions: ['camera', 'microphone'],
        proxy: wire.proxySettings,
        viewport: { width: 640, height: 480 },
      });
      await wire.carryMedia(context);
      const table = await TablePage.in(context, url);
      if (this.eaters.length === 0) url = await table.createMeal();
      await table.join(who.name, who.recognised ? 'server' : 'none');
      if (!who.heard) await table.page.getByTestId('toggle-microphone').click();
      if (!who.seen) await table.page.getByTestId('toggle-camera').click();
      const { participantId } = await table.ownTile();
      this.#eaters.push({ ...who, participantId, table, wire });
    }
  }
}
