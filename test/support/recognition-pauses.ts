import type { Page } from 'playwright-core';

/** A time in which a tile said that recognition is paused. */
export interface RecognitionPause {
  readonly participantId: string;
  /** Until it was told as active again, or until now; ms. */
  readonly duration: number;
}

/** A tile's recognition from a moment on. */
interface Change {
  readonly participantId: string;
  readonly recognition: string;
  readonly at: number;
}

declare global {
  interface Window {
    recognitionChanges?: Change[];
  }
}

/** Runs in the page: writes down whenever a tile says something else of its recognition. */
function writeDownChanges(): void {
  const changes: Change[] = [];
  const last = new Map<string, string>();
  const look = (): void => {
    for (const { dataset } of document.querySelectorAll<HTMLElement>('[data-testid=tile]')) {
      const { participantId = '', recognition = '' } = dataset;
      if (last.get(participantId) === recognition) continue;
      last.set(participantId, recognition);
      changes.push({ participantId, recognition, at: Date.now() });
    }
  };
  window.recognitionChanges = changes;
  look();
  new MutationObserver(look).observe(document.body, {
    subtree: true,
    childList: true,
    attributes: true,
    attributeFilter: ['data-recognition'],
  });
}

/** Watches the tiles of a table for pauses of recognition, as the person before them sees them. */
export class RecognitionPauses {
  private constructor(private readonly page: Page) {}

  /** Begins to watch a page that shows a table. */
  static async watch(page: Page): Promise<RecognitionPauses> {
    await page.evaluate(writeDownChanges);
    return new RecognitionPauses(page);
  }

  /** All pauses so far. */
  async seen(): Promise<RecognitionPause[]> {
    const changes = await this.page.evaluate(() => window.recognitionChanges ?? []);
    const now = Date.now();
    return changes.flatMap(({ participantId, recognition, at }, index) => {
      if (recognition !== 'paused') return [];
      const next = changes.slice(index + 1).find((change) => change.participantId === participantId);
      return [{ participantId, duration: (next?.at ?? now) - at }];
    });
  }
}
