import { type BrowserHistory, Router } from './router';

/** The part of a window that a router touches. */
class FakeWindow implements BrowserHistory {
  readonly location = { pathname: '/' };
  readonly listeners = new Set<() => void>();
  readonly history = {
    pushState: (_data: unknown, _unused: string, path: string): void => {
      this.location.pathname = path;
    },
  };

  addEventListener(_type: 'popstate', listener: () => void): void {
    this.listeners.add(listener);
  }

  removeEventListener(_type: 'popstate', listener: () => void): void {
    this.listeners.delete(listener);
  }

  goBackTo(path: string): void {
    this.location.pathname = path;
    for (const listener of this.listeners) listener();
  }
}

describe('Router', () => {
  it('shows the page of the address that it was opened at', () => {
    const browser = new FakeWindow();
    browser.location.pathname = '/meals/meal-1';
    expect(new Router(browser).route.value).toEqual({ page: 'meal', mealId: 'meal-1' });
  });

  it('changes the address and the page together', () => {
    const browser = new FakeWindow();
    const router = new Router(browser);
    router.navigate('/meals/meal-2');
    expect(browser.location.pathname).toBe('/meals/meal-2');
    expect(router.route.value).toEqual({ page: 'meal', mealId: 'meal-2' });
  });

  it('follows the back button until it is closed', () => {
    const browser = new FakeWindow();
    const router = new Router(browser);
    router.navigate('/meals/meal-3');
    browser.goBackTo('/');
    expect(router.route.value).toEqual({ page: 'start' });
    router.close();
    expect(browser.listeners.size).toBe(0);
  });
});
