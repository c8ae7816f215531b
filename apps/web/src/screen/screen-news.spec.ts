import type { ScreenIdentity } from '@bapsang/shared';
import { signal } from '@preact/signals';
import { ScreenNews } from './screen-news';
import type { ScreenShareState } from './screen-share';

interface Shared {
  readonly screen: ScreenIdentity;
}

describe('ScreenNews', () => {
  const shared = (screenOf: string): Shared => ({ screen: { screenOf, displayName: screenOf.toUpperCase() } });
  const screens = signal<readonly Shared[]>([]);
  const connected = signal(true);
  const state = signal<ScreenShareState>({ status: 'off' });
  let news: ScreenNews;

  beforeEach(() => {
    screens.value = [];
    connected.value = true;
    state.value = { status: 'off' };
    news = new ScreenNews(screens, connected, { state });
  });

  afterEach(() => news.close());

  it('tells who begins and who ends', () => {
    expect(news.latest.value).toBeUndefined();
    screens.value = [shared('a')];
    expect(news.latest.value).toEqual({ kind: 'began', displayName: 'A' });
    screens.value = [shared('a'), shared('b')];
    expect(news.latest.value).toEqual({ kind: 'began', displayName: 'B' });
    screens.value = [shared('b')];
    expect(news.latest.value).toEqual({ kind: 'ended', displayName: 'A' });
  });

  it('tells of a screen that is there on arriving', () => {
    screens.value = [shared('a')];
    const late = new ScreenNews(screens, connected, { state });
    expect(late.latest.value).toEqual({ kind: 'began', displayName: 'A' });
    late.close();
  });

  it('tells nothing of a connection that was lost and came back', () => {
    screens.value = [shared('a')];
    const before = news.latest.value;
    connected.value = false;
    screens.value = [];
    screens.value = [shared('a')];
    connected.value = true;
    expect(news.latest.value).toBe(before);
  });

  it('tells that the own screen is no longer shared, and nothing where it never was', () => {
    state.value = { status: 'asking' };
    state.value = { status: 'off' };
    expect(news.latest.value).toBeUndefined();
    for (const status of ['asking', 'connecting', 'sharing', 'returning'] as const) state.value = { status };
    expect(news.latest.value).toBeUndefined();
    state.value = { status: 'off' };
    expect(news.latest.value).toEqual({ kind: 'stopped', displayName: '' });
  });
});
