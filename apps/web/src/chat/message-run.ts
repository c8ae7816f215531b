import type { ChatMessage } from './chat';

/** How long after a message another one of the same sender still belongs to it, ms. */
export const RUN_WINDOW = 120_000;

/** Whether a message goes on from the one before it, so that name and time need not be shown again. */
export function continuesRun(message: ChatMessage, before: ChatMessage | undefined): boolean {
  if (before?.own !== message.own || before.participantId !== message.participantId) return false;
  return message.at - before.at < RUN_WINDOW;
}
