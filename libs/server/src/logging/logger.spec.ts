import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** Runs a few statements with a `logger` of the app `kitchen` in a process of its own; returns the lines that it wrote. */
function written(level: string, statements: string): Record<string, unknown>[] {
  const program = `
    const { createLogger } = require(${JSON.stringify(join(__dirname, 'logger.ts'))});
    const logger = createLogger('kitchen', ${JSON.stringify(level)});
    ${statements}`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--require', 'tsx/cjs', '-e', program], { encoding: 'utf8' });
  expect(stderr).toBe('');
  return stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

describe('createLogger', () => {
  it('writes one JSON line per event, with time, level, app and fields', () => {
    const before = Date.now();
    const lines = written('info', `logger.info('meal.created', { mealId: 'm1' }); logger.warn('worker.slow');`);
    expect(lines).toEqual([
      { level: 'info', time: expect.any(Number), app: 'kitchen', event: 'meal.created', mealId: 'm1' },
      { level: 'warn', time: expect.any(Number), app: 'kitchen', event: 'worker.slow' },
    ]);
    expect(lines[0]?.time).toBeGreaterThanOrEqual(before);
  });

  it('keeps a line a line, whatever is in its fields', () => {
    const lines = written('info', String.raw`logger.info('a.b', { text: 'one\ntwo\u2028three"' });`);
    expect(lines).toMatchObject([{ event: 'a.b', text: 'one\ntwo\u2028three"' }]);
  });

  it('writes the correlation id of the work that a line belongs to', () => {
    const work = JSON.stringify(join(__dirname, '../tracing/work.ts'));
    const lines = written(
      'info',
      `const { within } = require(${work});
      within({ correlationId: 'one' }, () => setImmediate(() => {
        logger.info('a.b');
        logger.info('a.c', { correlationId: 'two' });
      }));
      logger.info('a.d');`,
    );
    expect(lines.map(({ event, correlationId }) => [event, correlationId])).toEqual([
      ['a.d', undefined],
      ['a.b', 'one'],
      ['a.c', 'two'],
    ]);
  });

  it('writes an error with its message and stack', () => {
    const [line] = written('info', `logger.error('a.failed', { error: new TypeError('gone') });`);
    expect(line).toMatchObject({ level: 'error', error: { type: 'TypeError', message: 'gone' } });
    expect((line?.error as { stack: string }).stack).toContain('at ');
  });

  it.each([
    ['debug', ['debug', 'info', 'warn', 'error']],
    ['warn', ['warn', 'error']],
    ['silent', []],
  ])('writes at %s only what is grave enough', (level, expected) => {
    const all = `for (const level of ['debug', 'info', 'warn', 'error']) logger[level]('a.b');`;
    expect(written(level, all).map((line) => line.level)).toEqual(expected);
  });

  it('loses no line when the process ends right after it', () => {
    const lines = written('info', `for (let i = 0; i < 500; i++) logger.info('a.b', { i }); process.exit(0);`);
    expect(lines.map(({ i }) => i)).toEqual(Array.from({ length: 500 }, (_, i) => i));
  });
});
