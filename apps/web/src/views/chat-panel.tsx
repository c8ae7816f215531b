import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Chat } from '../chat/chat';
import { ChatInput } from './chat-input';
import { ChatMessages } from './chat-messages';
import { ControlIcon } from './control-icon';
import { useWords } from './language-context';

/** The id of the panel, for the button that opens it. */
export const CHAT_PANEL_ID = 'chat-panel';

/** What {@link ChatPanel} needs. */
export interface ChatPanelProps {
  readonly chat: Chat;
}

/** The chat while it is open: beside the table where there is room, else below it. */
export function ChatPanel({ chat }: ChatPanelProps): JSX.Element | null {
  return chat.isOpen.value ? <OpenChatPanel chat={chat} /> : null;
}

function OpenChatPanel({ chat }: ChatPanelProps): JSX.Element {
  const words = useWords();
  const panel = useRef<HTMLElement>(null);
  const input = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    // With a finger, the focus in the text would bring up a keyboard over what one came to read.
    const first = window.matchMedia('(pointer: coarse)').matches ? panel : input;
    first.current?.focus();
  }, []);
  const closeOnEscape = (event: KeyboardEvent): void => {
    // In a composition, Escape means that one only.
    if (event.key !== 'Escape' || event.isComposing) return;
    event.stopPropagation();
    chat.close();
  };
  return (
    <section
      ref={panel}
      id={CHAT_PANEL_ID}
      class="chat-panel"
      data-testid="chat-panel"
      aria-label={words.chat.title}
      tabIndex={-1}
      onKeyDown={closeOnEscape}
    >
      <header class="chat-header">
        <h2>{words.chat.title}</h2>
        <button
          type="button"
          class="icon-button"
          data-testid="chat-close"
          aria-label={words.chat.close}
          onClick={() => chat.close()}
        >
          <ControlIcon name="close" />
        </button>
      </header>
      <ChatMessages chat={chat} onSentAgain={() => input.current?.focus()} />
      <ChatInput chat={chat} field={input} />
    </section>
  );
}
