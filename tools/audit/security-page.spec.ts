import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ALL_DOORS } from '../../apps/api/src/doors/door-table';

const root = join(__dirname, '../..');
const page = readFileSync(join(root, 'docs/security.md'), 'utf8');
const claims = [...page.matchAll(/^- `([\w./-]+\.spec\.tsx?)` › (.+)$/gm)].map(([, file = '', title = '']) => ({
  file,
  title,
}));

describe('docs/security.md', () => {
  it('has the tests of its claims in lines that this spec reads', () => {
    expect(claims.length).toBeGreaterThan(40);
    expect(page.match(/^- `.*spec/gm)).toHaveLength(claims.length);
  });

  it.each(claims)('names a test that is there: $file › $title', ({ file, title }) => {
    const source = readFileSync(join(root, file), 'utf8');
    const quoted = ["'", '"', '`'].map((quote) => quote + title + quote);
    expect(quoted.some((text) => source.includes(text))).toBe(true);
  });

  it.each(ALL_DOORS)('has the limits of $name as they are', ({ name, perAddress, perMeal }) => {
    const row = page.split('\n').find((line) => line.startsWith(`| \`${name}\``));
    const cells = row?.split('|').map((cell) => cell.trim());
    expect(cells?.slice(3, 5)).toEqual([String(perAddress), perMeal === undefined ? '' : String(perMeal)]);
  });
});
