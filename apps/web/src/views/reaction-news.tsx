import type { JSX } from 'preact';
import type { Reactions } from '../chat/reactions';
import { useWords } from './language-context';

/** Tells reactions in words, not more often than is bearable, to those who cannot see them. */
export function ReactionNews({ reactions }: { readonly reactions: Reactions }): JSX.Element {
  const words = useWords();
  const news = reactions.news.value;
  return (
    <div class="visually-hidden" role="status" data-testid="reaction-news">
      {news && (
        <p key={news.number}>
          {words.reaction.heard(news.displayName || words.table.guest, words.reaction.names[news.reaction], news.more)}
        </p>
      )}
    </div>
  );
}
