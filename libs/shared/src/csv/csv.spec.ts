import fc from 'fast-check';
import { writeCsv } from './csv';

/** Reads RFC 4180: fields in quotes may hold commas, line breaks and doubled quotes. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy;
  for (let match = field.exec(text); match; match = field.exec(text)) {
    row.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
    if (match[3] === ',') continue;
    rows.push(row);
    row = [];
  }
  return rows;
}

describe('writeCsv()', () => {
  it('begins with the byte order mark of UTF-8 and ends every line as RFC 4180 says', () => {
    const bytes = new TextEncoder().encode(
      writeCsv([
        ['이름', 1.5],
        ['민지', undefined],
      ]),
    );
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(new TextDecoder().decode(bytes)).toBe('이름,1.5\r\n민지,\r\n');
  });

  it('keeps every text apart from the next', () => {
    const texts = fc.array(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 3, maxLength: 3 }), { minLength: 1 });
    const awkward = fc.array(fc.array(fc.stringMatching(/^[a",\r\n]{0,6}$/), { minLength: 3, maxLength: 3 }), {
      minLength: 1,
    });
    fc.assert(
      fc.property(fc.oneof(texts, awkward), (rows) => {
        const read = readCsv(writeCsv(rows).slice(1)).map((row) => row.map((text) => text.replace(/^'/, '')));
        expect(read).toEqual(rows.map((row) => row.map((text) => text.replace(/^'/, ''))));
      }),
    );
  });

  it.each(['=1+1', '+82 10', '-5', '@SUM(A1)', ' =1', '\t=1'])('lets %j be no formula', (name) => {
    expect(readCsv(writeCsv([[name]]).slice(1))).toEqual([[`'${name}`]]);
  });

  it('leaves numbers alone, also below zero', () => {
    expect(writeCsv([[-5, 0.25]]).slice(1)).toBe('-5,0.25\r\n');
  });
});
