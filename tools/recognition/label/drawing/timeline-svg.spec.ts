import * as fc from 'fast-check';
import { escapeXml } from './svg';
import { xOf, type Row } from './row';
import { nameOfMoment, ticksOf } from './time-axis';
import { pictureIntervalOf, rowsOf } from './timeline-svg';

const row: Row = { from: 10_000, to: 20_000, left: 100, width: 1000 };

describe('the rows of a timeline', () => {
  it('cover the whole clip, one after the other, at most forty seconds each while there are few', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 900_000 }), (durationMs) => {
        const rows = rowsOf(durationMs);
        expect(rows[0]!.from).toBe(0);
        expect(rows.at(-1)!.to).toBeGreaterThanOrEqual(durationMs);
        rows.slice(1).forEach(({ from }, index) => expect(from).toBe(rows[index]!.to));
        for (const { from, to } of rows) expect(to - from).toBeLessThanOrEqual(40_000);
      }),
    );
  });

  it('stay few, however long the clip', () => expect(rowsOf(4 * 3_600_000).length).toBeLessThanOrEqual(24));

  it('have room for pictures', () => expect(pictureIntervalOf(20_000)).toBeGreaterThan(1000));

  it('put moments in proportion, and those outside to the edge', () => {
    expect(xOf(row, 15_000)).toBe(600);
    expect(xOf(row, 0)).toBe(100);
    expect(xOf(row, 99_000)).toBe(1100);
  });
});

describe('the time axis', () => {
  it('has ticks at round times with room for their names', () => {
    expect(ticksOf(row)).toEqual([
      10_000, 11_000, 12_000, 13_000, 14_000, 15_000, 16_000, 17_000, 18_000, 19_000, 20_000,
    ]);
    expect(ticksOf({ ...row, to: 610_000 }).length).toBeLessThan(20);
  });

  it('names moments', () => {
    expect([500, 59_000, 60_000, 125_000].map(nameOfMoment)).toEqual(['0.5 s', '59 s', '1:00', '2:05']);
  });
});

describe('escapeXml()', () => {
  it('leaves nothing that XML would take for its own', () => {
    expect(escapeXml('a<b> & "c"\u0001')).toBe('a&lt;b&gt; &amp; &quot;c&quot;');
    fc.assert(fc.property(fc.string(), (text) => expect(escapeXml(text)).not.toMatch(/[<>"]|&(?!amp;|lt;|gt;|quot;)/)));
  });
});
