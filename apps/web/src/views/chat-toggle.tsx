import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Chat } from '../chat/chat';
import { CHAT_PANEL_ID } from './chat-panel';
import { ControlIcon } from './control-icon';
import { useWords } from './language-context';

/** The largest number that the unread mark shows. */
const MARK_LIMIT = 99;

/** Opens and closes the chat and shows how much of it was not read; gets the focus back from a closed panel. */
export function ChatToggle({ chat }: { readonly chat: Chat }): JSX.Element {
  const words = useWords();
  const button = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(false);
  const open = chat.isOpen.value;
  const unread = chat.unread.value;
  useEffect(() => {
    // Only a focus that went away with the panel is given back, never one that is somewhere else by now.
    if (wasOpen.current && !open && document.activeElement === document.body) button.current?.focus();
    wasOpen.current = open;
  }, [open]);
  return (
    <button
      ref={button}
      type="button"
      class="button chat-toggle"
      data-testid="chat-toggle"
      data-unread={unread}
      aria-expanded={open}
      aria-controls={open ? CHAT_PANEL_ID : undefined}
      onClick={() => (open ? chat.close() : chat.open())}
    >
      <ControlIcon name="chat" />
      <span>{words.chat.title}</span>
      {unread > 0 && (
        <span class="unread-mark" data-testid="chat-unread">
          <span aria-hidden="true">{unread > MARK_LIMIT ? `${String(MARK_LIMIT)}+` : unread}</span>
          <span class="visually-hidden">{words.chat.unread(unread)}</span>
        </span>
      )}
    </button>
  );
}
