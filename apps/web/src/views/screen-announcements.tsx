import { computed, useSignal, useSignalEffect } from '@preact/signals';
import type { JSX } from 'preact';
import type { MealStay } from '../meal/meal-stay';
import { ScreenNews, type ScreenNewsItem } from '../screen/screen-news';
import { useWords } from './language-context';

/** Says who begins and ends to share a screen to those who cannot see it. */
export function ScreenAnnouncements({ stay }: { readonly stay: MealStay }): JSX.Element {
  const words = useWords();
  const latest = useSignal<ScreenNewsItem | undefined>(undefined);
  useSignalEffect(() => {
    const connected = computed(() => stay.connection.value === 'connected');
    const news = new ScreenNews(stay.screens, connected, stay.screen);
    const unfollow = news.latest.subscribe((item) => (latest.value = item));
    return () => {
      unfollow();
      news.close();
    };
  });
  const item = latest.value;
  return (
    <p class="visually-hidden" role="status" data-testid="screen-news">
      {item &&
        (item.kind === 'stopped'
          ? words.screen.stopped
          : words.screen[item.kind](item.displayName || words.table.guest))}
    </p>
  );
}
