import { CHAT_TEXT_MAX_LENGTH } from '@bapsang/shared';
import type { JSX, RefObject } from 'preact';
import { useId, useMemo } from 'preact/hooks';
import type { Chat } from '../chat/chat';
import { SendKey } from '../chat/send-key';
import { ControlIcon } from './control-icon';
import { useWords } from './language-context';

/** What {@link ChatInput} needs. */
export interface ChatInputProps {
  readonly chat: Chat;
  readonly field: RefObject<HTMLTextAreaElement | null>;
}

/** From how few remaining characters on the field says how many there are. */
const REMAINING_SHOWN_FROM = 100;

/** Where messages are written: Enter sends, Shift and Enter begin a new line. */
export function ChatInput({ chat, field }: ChatInputProps): JSX.Element {
  const words = useWords();
  const hintId = useId();
  const sendKey = useMemo(() => new SendKey(), []);
  const remaining = CHAT_TEXT_MAX_LENGTH - chat.draft.value.length;
  const nearlyFull = remaining <= REMAINING_SHOWN_FROM;
  const send = (event: Event): void => {
    event.preventDefault();
    chat.send(chat.draft.value);
    chat.draft.value = '';
  };
  return (
    <form class="chat-input" onSubmit={send}>
      <textarea
        ref={field}
        rows={1}
        data-testid="chat-input"
        aria-label={words.chat.label}
        aria-describedby={hintId}
        placeholder={words.chat.placeholder}
        enterkeyhint="send"
        maxLength={CHAT_TEXT_MAX_LENGTH}
        value={chat.draft.value}
        onInput={(event) => (chat.draft.value = event.currentTarget.value)}
        onBeforeInput={(event) => {
          if (sendKey.sends(event)) send(event);
        }}
        onKeyDown={(event) => sendKey.key(event)}
        onKeyUp={(event) => sendKey.key(event)}
      />
      {/* Pressed with a finger it must not take the focus, or the keyboard on the screen would go away. */}
      <button
        type="submit"
        class="button primary chat-send"
        data-testid="chat-send"
        aria-label={words.chat.send}
        onMouseDown={(event) => event.preventDefault()}
      >
        <ControlIcon name="send" />
      </button>
      <p class="hint chat-hint" id={hintId} data-full={nearlyFull}>
        {nearlyFull ? words.chat.remaining(remaining) : words.chat.hint}
      </p>
    </form>
  );
}
