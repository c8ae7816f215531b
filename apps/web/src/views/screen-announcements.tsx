import { computed } from '@preact/signals';
import type { JSX } from 'preact';
import type { MealStay } from '../meal/meal-stay';
import { ScreenNews } from '../screen/screen-news';
import { useWords } from './language-context';
import { useNews } from './use-news';

/** Says who begins and ends to share a screen to those who cannot see it. */
export function ScreenAnnouncements({ stay }: { readonly stay: MealStay }): JSX.Element {
  const words = useWords();
  const item = useNews(() => {
    const connected = computed(() => stay.connection.value === 'connected');
    return new ScreenNews(stay.screens, connected, stay.screen);
  });
  return (
    <p class="visually-hidden" role="status" data-testid="screen-news">
      {item &&
        (item.kind === 'stopped'
          ? words.screen.stopped
          : words.screen[item.kind](item.displayName || words.table.guest))}
    </p>
  );
}
