import { type ReadonlySignal, signal } from '@preact/signals';

/** What is needed of `document`. */
export interface HideableDocument {
  readonly visibilityState: string;
  addEventListener(type: 'visibilitychange', listener: () => void): void;
  removeEventListener(type: 'visibilitychange', listener: () => void): void;
}

/** Whether anybody can see the page. */
export class PageVisibility {
  readonly #document: HideableDocument;
  readonly #visible;

  constructor(document: HideableDocument) {
    this.#document = document;
    this.#visible = signal(document.visibilityState === 'visible');
    document.addEventListener('visibilitychange', this.#read);
  }

  get visible(): ReadonlySignal<boolean> {
    return this.#visible;
  }

  close(): void {
    this.#document.removeEventListener('visibilitychange', this.#read);
  }

  readonly #read = (): void => {
    this.#visible.value = this.#document.visibilityState === 'visible';
  };
}
