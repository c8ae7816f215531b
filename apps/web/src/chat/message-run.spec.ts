import type { ChatMessage } from './chat';
import { continuesRun, RUN_WINDOW } from './message-run';

function message(change: Partial<ChatMessage> = {}): ChatMessage {
  const said = { text: 'hello', at: 0, delivery: 'sent' } as const;
  return { key: 'k', participantId: 'mina', displayName: 'Mina', own: false, ...said, ...change };
}

describe('continuesRun()', () => {
  it('goes on while the same one writes within the window', () => {
    expect(continuesRun(message({ at: RUN_WINDOW - 1 }), message())).toBe(true);
    expect(continuesRun(message({ at: RUN_WINDOW }), message())).toBe(false);
  });

  it('begins anew with the first message and with another sender', () => {
    expect(continuesRun(message(), undefined)).toBe(false);
    expect(continuesRun(message({ participantId: 'juno' }), message())).toBe(false);
    expect(continuesRun(message({ own: true }), message())).toBe(false);
  });
});
