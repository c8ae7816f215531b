import fc from 'fast-check';
import { CHAT_TEXT_MAX_LENGTH, cleanChatText } from './chat-text';

/** Texts that are rich in what is taken out. */
const awkward = fc.string({
  unit: fc.oneof(
    fc.constantFrom('\n', '\r', '\t', ' ', '\0', '\u001b', '\u009f', '\u202e', '\u2066', '\u200b', '\ud83c', '\u3164'),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
  ),
});

describe('cleanChatText', () => {
  it('leaves what people write alone', () => {
    const text = '맛있다 😋👨‍👩‍👧\n\n\t— “Guten Appetit!”';
    expect(cleanChatText(text)).toBe(text);
  });

  it('takes out what cannot be seen or would turn the text around it', () => {
    expect(cleanChatText('one\u202etwo\u0007\u2066')).toBe('onetwo');
    expect(cleanChatText('half \ud83c of a pair')).toBe('half  of a pair');
  });

  it('keeps at most one empty line in a row and none at the ends', () => {
    expect(cleanChatText('\r\n one\r\n\r\n\r\n\r\ntwo\rthree \n')).toBe('one\n\ntwo\nthree');
  });

  it.each(['', ' \n\t', '\u200b\u200d', '\u3164', '\u0000'])('says nothing where %j says nothing', (text) => {
    expect(cleanChatText(text)).toBe('');
  });

  it('is idempotent, never longer, and never keeps a control character', () => {
    fc.assert(
      fc.property(awkward, (text) => {
        const clean = cleanChatText(text);
        expect(cleanChatText(clean)).toBe(clean);
        expect(clean.length).toBeLessThanOrEqual(text.length);
        expect(clean).not.toMatch(/(?![\t\n])[\p{Cc}\p{Cs}]|[\u202a-\u202e\u2066-\u2069]|\n{3}/u);
        expect(clean.trim()).toBe(clean);
      }),
    );
  });

  it('leaves a text of the greatest length whole', () => {
    const text = '밥'.repeat(CHAT_TEXT_MAX_LENGTH);
    expect(cleanChatText(text)).toBe(text);
  });
});
