import type { JSX } from 'preact';
import type { Chat } from '../chat/chat';
import { useWords } from './language-context';

/** Tells every new message of the others once, whether the chat is open or not, to those who cannot see it. */
export function ChatNews({ chat }: { readonly chat: Chat }): JSX.Element {
  const words = useWords();
  return (
    <div class="visually-hidden" aria-live="polite" aria-relevant="additions" data-testid="chat-news">
      {chat.heard.value.map(({ key, displayName, text }) => (
        <p key={key}>{words.chat.heard(displayName || words.table.guest, text)}</p>
      ))}
    </div>
  );
}
