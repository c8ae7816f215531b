import { summaryAsCsv } from './summary-as-csv';

describe('summaryAsCsv()', () => {
  it('has a line for everything, of equal length, and no formula', () => {
    const text = summaryAsCsv({
      mealId: 'm',
      participantId: 'p',
      beganAt: 0,
      stays: [{ joinedAt: 1000, leftAt: 61_000, reason: '=HYPERLINK("x")' }, { joinedAt: 70_000 }],
      events: [],
      totals: { bites: 2, sips: 0 },
    });
    expect(text.slice(1).split('\r\n')).toEqual([
      'entry,began,ended,seconds,confidence,count,reason',
      'meal,1970-01-01T00:00:00.000Z,,,,,',
      `stay,1970-01-01T00:00:01.000Z,1970-01-01T00:01:01.000Z,60,,,"'=HYPERLINK(""x"")"`,
      'stay,1970-01-01T00:01:10.000Z,,,,,',
      'total bites,,,,,2,',
      'total sips,,,,,0,',
      '',
    ]);
  });
});
