import fc from 'fast-check';
import { wrapText } from './wrap-text';

describe('wrapText()', () => {
  it('keeps every word in its order, and lines within the width but for words that are wider', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z가-힣]{1,12}$/), { minLength: 1 }), (words) => {
        const lines = wrapText(words.join(' '), ({ length }) => length, 10);
        expect(lines.join(' ')).toBe(words.join(' '));
        for (const line of lines) expect(line.length <= 10 || !line.includes(' ')).toBe(true);
      }),
    );
  });
});
