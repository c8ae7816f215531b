import { type ReadonlySignal, signal } from '@preact/signals';
import { readRoute, type Route } from './route';

/** What is needed of `window`. */
export interface BrowserHistory {
  readonly location: { readonly pathname: string };
  readonly history: { pushState(data: unknown, unused: string, path: string): void };
  addEventListener(type: 'popstate', listener: () => void): void;
  removeEventListener(type: 'popstate', listener: () => void): void;
}

/** Which page is shown, kept in step with the address bar. */
export class Router {
  readonly #browser: BrowserHistory;
  readonly #route;

  constructor(browser: BrowserHistory) {
    this.#browser = browser;
    this.#route = signal(readRoute(browser.location.pathname));
    browser.addEventListener('popstate', this.#read);
  }

  /** The page to show. */
  get route(): ReadonlySignal<Route> {
    return this.#route;
  }

  /** Goes to another page without loading the application again. */
  navigate(path: string): void {
    this.#browser.history.pushState(undefined, '', path);
    this.#read();
  }

  close(): void {
    this.#browser.removeEventListener('popstate', this.#read);
  }

  readonly #read = (): void => {
    this.#route.value = readRoute(this.#browser.location.pathname);
  };
}
