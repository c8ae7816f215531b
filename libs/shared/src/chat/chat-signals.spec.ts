import fc from 'fast-check';
import {
  CHAT_TEXT_MAX_LENGTH,
  cleanChatText,
  readChatSignal,
  readReactionSignal,
  REACTIONS,
  SIGNAL_DATA_MAX_LENGTH,
} from '../index';

/** Anything that a participant could put into a signal. */
const rubbish = fc.oneof(
  fc.string(),
  fc.json(),
  fc
    .dictionary(fc.constantFrom('id', 'text', 'reaction', 'participantId', 'from', '__proto__'), fc.jsonValue())
    .map((value) => JSON.stringify(value)),
);

describe('readChatSignal', () => {
  it('reads back every message that a page can send', () => {
    const ids = fc.string({ minLength: 1, maxLength: 64, unit: 'grapheme-ascii' });
    const texts = fc
      .string({ unit: 'binary', maxLength: CHAT_TEXT_MAX_LENGTH / 2 })
      .map(cleanChatText)
      .filter((text) => text !== '');
    fc.assert(
      fc.property(ids, texts, (id, text) => {
        expect(readChatSignal(JSON.stringify({ id, text }))).toEqual({ id, text });
      }),
    );
  });

  it('reads a message of the greatest length, even where every character needs an escape', () => {
    const text = `"${'\t'.repeat(CHAT_TEXT_MAX_LENGTH - 2)}"`;
    const data = JSON.stringify({ id: 'x', text }).replaceAll('\\t', '\\u0009');
    expect(readChatSignal(data)?.text).toBe(text);
  });

  it('takes nothing of what a message says about its sender', () => {
    const data = JSON.stringify({ id: 'x', text: 'hello', participantId: 'other', displayName: 'Host', from: {} });
    expect(readChatSignal(data)).toEqual({ id: 'x', text: 'hello' });
  });

  it.each([
    '',
    'hello',
    '"hello"',
    '{"text":"hello"}',
    '{"id":"","text":"hello"}',
    '{"id":"x","text":" "}',
    '{"id":"x","text":5}',
    JSON.stringify({ id: 'x'.repeat(65), text: 'hello' }),
    JSON.stringify({ id: 'x', text: 'a'.repeat(CHAT_TEXT_MAX_LENGTH + 1) }),
    JSON.stringify({ id: 'x', text: 'hello', padding: ' '.repeat(SIGNAL_DATA_MAX_LENGTH) }),
  ])('takes %.40j for no message', (data) => {
    expect(readChatSignal(data)).toBeUndefined();
  });

  it('never throws, and whatever it takes is within the limits and already clean', () => {
    fc.assert(
      fc.property(rubbish, (data) => {
        const message = readChatSignal(data);
        if (!message) return;
        expect(Object.keys(message).sort()).toEqual(['id', 'text']);
        expect(message.text).toBe(cleanChatText(message.text));
        expect(message.text).not.toBe('');
      }),
    );
  });
});

describe('readReactionSignal', () => {
  it.each(REACTIONS)('reads %s', (reaction) => {
    expect(readReactionSignal(JSON.stringify({ reaction, from: 'other' }))).toEqual({ reaction });
  });

  it.each(['', 'cheers', '{}', '{"reaction":"toString"}', '{"reaction":["cheers"]}', '{"reaction":null}'])(
    'takes %j for no reaction',
    (data) => {
      expect(readReactionSignal(data)).toBeUndefined();
    },
  );

  it('never throws, and takes only what there is', () => {
    fc.assert(
      fc.property(rubbish, (data) => {
        const reaction = readReactionSignal(data)?.reaction;
        if (reaction !== undefined) expect(REACTIONS).toContain(reaction);
      }),
    );
  });
});
