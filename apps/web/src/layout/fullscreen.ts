import { type ReadonlySignal, signal } from '@preact/signals';

/** What is needed of an element. */
export interface FullscreenElement {
  requestFullscreen?(): Promise<void>;
}

/** What is needed of `document`. */
export interface FullscreenDocument {
  readonly fullscreenEnabled?: boolean;
  readonly fullscreenElement: object | null;
  readonly documentElement: FullscreenElement;
  exitFullscreen(): Promise<void>;
  addEventListener(type: 'fullscreenchange', listener: () => void): void;
  removeEventListener(type: 'fullscreenchange', listener: () => void): void;
}

/** Whether the page, or something on it, fills the screen, and the way there and back. */
export class Fullscreen {
  /** False where the browser has no full screen for pages, as on iPhones. */
  readonly supported: boolean;
  readonly #document: FullscreenDocument;
  readonly #active;

  constructor(document: FullscreenDocument) {
    this.#document = document;
    this.supported = document.fullscreenEnabled === true;
    this.#active = signal(document.fullscreenElement !== null);
    document.addEventListener('fullscreenchange', this.#read);
  }

  get active(): ReadonlySignal<boolean> {
    return this.#active;
  }

  /**
   * Only in answer to a press: browsers refuse it otherwise, and then nothing changes.
   * @param element what is to fill the screen; by default the page
   */
  async enter(element: FullscreenElement = this.#document.documentElement): Promise<void> {
    await element.requestFullscreen?.().catch(() => undefined);
  }

  async leave(): Promise<void> {
    if (this.#document.fullscreenElement) await this.#document.exitFullscreen().catch(() => undefined);
  }

  close(): void {
    this.#document.removeEventListener('fullscreenchange', this.#read);
  }

  readonly #read = (): void => {
    this.#active.value = this.#document.fullscreenElement !== null;
  };
}
