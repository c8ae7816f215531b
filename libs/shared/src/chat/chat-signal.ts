import { IsString, Length, MaxLength } from 'class-validator';
import { readSignalData } from '../validation/read-signal-data';
import { CHAT_TEXT_MAX_LENGTH, cleanChatText } from './chat-text';

/**
 * The type of the OpenVidu signal that carries a {@link ChatSignal}, with its prefix. A participant sends it: who, is what
 * the signal's `from` says, and a signal without a `from` is no message.
 */
export const CHAT_SIGNAL_TYPE = 'signal:chat';

/** A message to everybody at the table: the JSON `data` of a `signal:chat`. Nothing in it says who wrote it. */
export class ChatSignal {
  /** Chosen by the sender, the same when a message is sent again; a receiver drops what it has already. */
  @IsString()
  @Length(1, 64)
  readonly id!: string;

  @IsString()
  @MaxLength(CHAT_TEXT_MAX_LENGTH)
  readonly text!: string;
}

/**
 * Reads a message out of a signal's `data`.
 * @returns with its text cleaned; undefined where the data is not of our making or says nothing
 */
export function readChatSignal(data: string): ChatSignal | undefined {
  const message = readSignalData(ChatSignal, data);
  const text = cleanChatText(message?.text ?? '');
  return message && text ? { id: message.id, text } : undefined;
}
