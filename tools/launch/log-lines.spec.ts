import fc from 'fast-check';
import { errorText, formatLine } from './log-lines.mjs';

function entry(fields: Readonly<Record<string, unknown>>): string {
  return JSON.stringify({ level: 'info', time: 1_700_000_000_000, app: 'api', ...fields });
}

describe('formatLine', () => {
  it('shows a log line without its time and its braces', () => {
    const line = entry({ event: 'meal.created', mealId: 'm1', participants: 2 });
    expect(formatLine('api', line)).toEqual(['api        info  meal.created  mealId=m1 participants=2']);
  });

  it('quotes what is more than one word, and shows objects as JSON', () => {
    const line = entry({ event: 'a.b', text: 'two words', empty: '', list: [1, 'x'] });
    expect(formatLine('api', line)).toEqual(['api        info  a.b  text="two words" empty="" list=[1,"x"]']);
  });

  it('shows the stack of an error on lines of their own', () => {
    const error = { type: 'Error', message: 'gone', stack: 'Error: gone\n    at a (a.js:1:2)\n    at b (b.js:3:4)' };
    expect(formatLine('ai-worker', entry({ level: 'error', event: 'a.failed', error }))).toEqual([
      'ai-worker  error a.failed  error=gone',
      'ai-worker      at a (a.js:1:2)',
      'ai-worker      at b (b.js:3:4)',
    ]);
  });

  it('leaves other text as it is, behind the name of the part', () => {
    expect(formatLine('web', '  ➜  Local: http://localhost')).toEqual(['web          ➜  Local: http://localhost']);
    expect(formatLine('web', '{"not": "ours"}')).toEqual(['web        {"not": "ours"}']);
    expect(formatLine('web', '{broken')).toEqual(['web        {broken']);
  });

  it('makes warnings and errors stand out on a terminal, and nowhere else', () => {
    const warning = entry({ level: 'warn', event: 'worker.slow' });
    expect(formatLine('api', warning, true)[0]).toContain('\x1b[33mwarn  worker.slow\x1b[0m');
    expect(formatLine('api', warning)[0]).toBe('api        warn  worker.slow');
  });

  it('never loses a line, whatever it is', () => {
    const written = fc.oneof(fc.string(), fc.json(), fc.dictionary(fc.string(), fc.jsonValue()).map(entry));
    fc.assert(
      fc.property(written, (line) => {
        const shown = formatLine('api', line);
        expect(shown.length).toBeGreaterThan(0);
        expect(shown.every((text) => text.startsWith('api        '))).toBe(true);
      }),
    );
  });
});

describe('errorText', () => {
  it('says what an error line is about', () => {
    expect(errorText(entry({ level: 'error', event: 'service.start-failed', message: 'no room' }), false)).toBe(
      'service.start-failed: no room',
    );
    expect(errorText(entry({ level: 'error', event: 'a.failed', error: { message: 'gone' } }), false)).toBe(
      'a.failed: gone',
    );
    expect(errorText(entry({ level: 'error', event: 'a.failed' }), false)).toBe('a.failed');
  });

  it('takes a line with the word on standard error, and no other', () => {
    expect(errorText("Error: Cannot find module 'x'", true)).toBe("Error: Cannot find module 'x'");
    expect(errorText("Error: Cannot find module 'x'", false)).toBeUndefined();
    expect(errorText('    at Module.load', true)).toBeUndefined();
    expect(errorText(entry({ level: 'warn', event: 'a.slow' }), true)).toBeUndefined();
  });
});
