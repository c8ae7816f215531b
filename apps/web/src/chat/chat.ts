import { CHAT_SIGNAL_TYPE, type ChatSignal, cleanChatText } from '@bapsang/shared';
import { type ReadonlySignal, signal } from '@preact/signals';
import type { SendSignal, SignalSender } from '../openvidu/signal-sending';
import { createMessageId } from './message-id';

/** How many messages are kept; the oldest go first. */
export const CHAT_LENGTH = 500;

/** How many of the newest messages of others are told to those who cannot see the chat. */
export const HEARD_LENGTH = 3;

/** Whether a message of this page got to the others. */
export type Delivery = 'sending' | 'sent' | 'failed';

/** A message as the table shows it. */
export interface ChatMessage {
  /** The same for as long as the message is kept, and no other message's. */
  readonly key: string;
  readonly participantId: string;
  /** Of the sender when it came; '' for a guest without a name. Not used for own messages. */
  readonly displayName: string;
  readonly own: boolean;
  readonly text: string;
  /** When it came here or, for own messages, was written, ms since the epoch by this browser's clock. */
  readonly at: number;
  /** Always `sent` for messages of others. */
  readonly delivery: Delivery;
}

/** What a chat works with. */
export interface ChatParts {
  readonly send: SendSignal;
  /** Ms since the epoch. */
  readonly now: () => number;
}

/** The conversation at the table since this page sat down; nothing of it is kept anywhere else. */
export class Chat {
  /** What is being written; it outlives a closed panel. */
  readonly draft = signal('');
  readonly #parts: ChatParts;
  readonly #messages = signal<readonly ChatMessage[]>([]);
  readonly #heard = signal<readonly ChatMessage[]>([]);
  readonly #unread = signal(0);
  readonly #open = signal(false);

  constructor(parts: ChatParts) {
    this.#parts = parts;
  }

  /** From the oldest to the newest. */
  get messages(): ReadonlySignal<readonly ChatMessage[]> {
    return this.#messages;
  }

  /** The newest messages of others, each in here once, whether the chat is open or not: for a screen reader. */
  get heard(): ReadonlySignal<readonly ChatMessage[]> {
    return this.#heard;
  }

  /** How many messages of others came while the chat was closed. */
  get unread(): ReadonlySignal<number> {
    return this.#unread;
  }

  /** Whether the messages are shown. */
  get isOpen(): ReadonlySignal<boolean> {
    return this.#open;
  }

  open(): void {
    this.#open.value = true;
    this.#unread.value = 0;
  }

  close(): void {
    this.#open.value = false;
  }

  /**
   * Sends a message, if there is anything to be seen in it.
   * @param text at most CHAT_TEXT_MAX_LENGTH long
   */
  send(text: string): void {
    const clean = cleanChatText(text);
    if (!clean) return;
    const id = createMessageId();
    this.#append({
      key: ownKey(id),
      participantId: '',
      displayName: '',
      own: true,
      text: clean,
      at: this.#parts.now(),
      delivery: 'sending',
    });
    void this.#deliver({ id, text: clean });
  }

  /** Sends an own message once more that did not get through. */
  sendAgain({ key, text, own, delivery }: ChatMessage): void {
    if (!own || delivery !== 'failed') return;
    this.#mark(key, 'sending');
    void this.#deliver({ id: idOf(key), text });
  }

  /** Takes a message that came over the table; one that is there already is not taken twice. */
  take({ identity, own }: SignalSender, { id, text }: ChatSignal): void {
    if (own) {
      this.#mark(ownKey(id), 'sent');
      return;
    }
    const { participantId, displayName } = identity;
    const key = `${participantId}/${id}`;
    if (this.#messages.value.some((known) => known.key === key)) return;
    const message = { key, participantId, displayName, own, text, at: this.#parts.now(), delivery: 'sent' } as const;
    this.#append(message);
    this.#heard.value = [...this.#heard.value, message].slice(-HEARD_LENGTH);
    if (!this.#open.value) this.#unread.value += 1;
  }

  async #deliver(message: ChatSignal): Promise<void> {
    try {
      await this.#parts.send(CHAT_SIGNAL_TYPE, message);
      this.#mark(ownKey(message.id), 'sent');
    } catch {
      this.#mark(ownKey(message.id), 'failed');
    }
  }

  #append(message: ChatMessage): void {
    this.#messages.value = [...this.#messages.value, message].slice(-CHAT_LENGTH);
  }

  /** Once everybody has a message, a late failure of its sending means nothing. */
  #mark(key: string, delivery: Delivery): void {
    this.#messages.value = this.#messages.value.map((message) =>
      message.key === key && message.delivery !== 'sent' ? { ...message, delivery } : message,
    );
  }
}

const OWN = 'own/';

function ownKey(id: string): string {
  return OWN + id;
}

function idOf(key: string): string {
  return key.slice(OWN.length);
}
