import type { JSX } from 'preact';
import { useLayoutEffect, useMemo } from 'preact/hooks';
import type { Chat, ChatMessage } from '../chat/chat';
import { continuesRun } from '../chat/message-run';
import { useLanguage, useWords } from './language-context';
import { useKeptAtEnd } from './use-kept-at-end';

/** What {@link ChatMessages} needs. */
export interface ChatMessagesProps {
  readonly chat: Chat;
  /** Called when a message is sent again, because the button that was pressed goes away. */
  readonly onSentAgain: () => void;
}

/** Everything that was written, the newest at the end. New messages are told elsewhere, so this is no live region. */
export function ChatMessages({ chat, onSentAgain }: ChatMessagesProps): JSX.Element {
  const words = useWords();
  const messages = chat.messages.value;
  const newest = messages.at(-1);
  const { ref, atEnd, onScroll, toEnd } = useKeptAtEnd(messages);
  const code = useLanguage().code.value;
  const format = useMemo(() => new Intl.DateTimeFormat(code, { timeStyle: 'short' }), [code]);
  useLayoutEffect(() => {
    if (newest?.own) toEnd();
  }, [newest?.key]);
  const sendAgain = (message: ChatMessage): void => {
    chat.sendAgain(message);
    onSentAgain();
  };
  return (
    <div class="chat-history">
      <div class="chat-scroll" ref={ref} role="group" aria-label={words.chat.messages} tabIndex={0} onScroll={onScroll}>
        {messages.length === 0 && <p class="chat-empty">{words.chat.empty}</p>}
        <ol class="chat-messages">
          {messages.map((message, index) => (
            <Message
              key={message.key}
              message={message}
              time={format.format(message.at)}
              continues={continuesRun(message, messages[index - 1])}
              onSendAgain={() => sendAgain(message)}
            />
          ))}
        </ol>
      </div>
      {!atEnd.value && (
        <button type="button" class="button chat-to-end" data-testid="chat-to-end" onClick={toEnd}>
          {words.chat.toEnd}
        </button>
      )}
    </div>
  );
}

interface MessageProps {
  readonly message: ChatMessage;
  /** When it came or was written, in the language of the page. */
  readonly time: string;
  /** Whether name and time were just shown with the message before. */
  readonly continues: boolean;
  readonly onSendAgain: () => void;
}

function Message({ message, time, continues, onSendAgain }: MessageProps): JSX.Element {
  const words = useWords();
  const { own, displayName, text, delivery, at } = message;
  return (
    <li class="chat-message" data-testid="chat-message" data-own={own} data-delivery={delivery}>
      <p class={continues ? 'visually-hidden' : 'chat-message-head'}>
        <bdi>{own ? words.table.you : displayName || words.table.guest}</bdi>{' '}
        <time dateTime={new Date(at).toISOString()}>{time}</time>
      </p>
      <p class="chat-text" dir="auto">
        {text}
      </p>
      {delivery === 'failed' && (
        <p class="chat-failed" role="alert">
          {words.chat.failed}{' '}
          <button type="button" class="text-button" data-testid="chat-send-again" onClick={onSendAgain}>
            {words.chat.sendAgain}
          </button>
        </p>
      )}
    </li>
  );
}
