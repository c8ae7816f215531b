import type { Logger } from '@bapsang/server';
import { checkArtefact, RULES_ARTEFACT, type ModelArtefact } from './model-artefact';
import type { MotionModelFolder } from './motion-model-folder';

/** How often the folder is looked at, ms. */
export const MODEL_POLL_INTERVAL = 3000;

/**
 * Keeps the motion model in use the one that the folder's `current` names. It looks every few seconds: unlike a signal this
 * works from another container or host that merely writes to the folder, and unlike file notifications on mounts of
 * every kind. A model that cannot be used is refused once, and the one in use stays.
 */
export class MotionModelWatch {
  private timer: NodeJS.Timeout | undefined;
  private inUse = RULES_ARTEFACT.model;
  /** What was told last: the stamp of a model that was taken or refused, or why none could be read. */
  private told: string | undefined;
  private looking: Promise<void> | undefined;

  /** @param use takes each model that is to be used from now on; the rules are in use before the first */
  constructor(
    private readonly folder: MotionModelFolder,
    private readonly use: (artefact: ModelArtefact) => void,
    private readonly logger: Logger,
    private readonly interval = MODEL_POLL_INTERVAL,
  ) {}

  /** Loads the current model, where there is one, and begins to watch. Never fails: the rules are always there. */
  async open(): Promise<void> {
    await this.lookNow();
    if (this.told === undefined)
      this.logger.info('model.loaded', { model: this.inUse, note: 'no trained model is there' });
    this.timer = setInterval(() => void this.lookNow(), this.interval);
  }

  /** Looks at the folder now instead of at the next opportunity. */
  async lookNow(): Promise<void> {
    this.looking ??= this.look().finally(() => (this.looking = undefined));
    await this.looking;
  }

  /** Stops watching. */
  async close(): Promise<void> {
    clearInterval(this.timer);
    await this.looking;
  }

  private async look(): Promise<void> {
    let stamp: string | undefined;
    try {
      const named = await this.folder.current();
      if (!named) return;
      stamp = named.stamp;
      if (stamp === this.told) return;
      const artefact = checkArtefact(await this.folder.read(named.version), named.version);
      this.logger.info('model.loaded', { model: artefact.model, before: this.inUse });
      this.told = stamp;
      this.inUse = artefact.model;
      this.use(artefact);
    } catch (error) {
      this.refuse((error as Error).message, stamp);
    }
  }

  private refuse(reason: string, stamp: string | undefined): void {
    const refused = stamp ?? reason;
    if (this.told === refused) return;
    this.told = refused;
    this.logger.error('model.refused', { reason, inUse: this.inUse });
  }
}
