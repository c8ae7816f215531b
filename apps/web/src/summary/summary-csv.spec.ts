import { english } from '../i18n/english';
import { korean } from '../i18n/korean';
import { type MealSummary, type ParticipantSummary, summarizeMeal } from './meal-summary';
import { writeSummaryCsv } from './summary-csv';

const FROM = new Date(2026, 10, 23, 12, 30, 0).getTime();

const MEAL: MealSummary = summarizeMeal({
  from: FROM,
  to: FROM + 60_000,
  absences: [{ from: FROM + 20_000, to: FROM + 22_500 }],
  participants: [
    {
      participantId: 'p1',
      displayName: '=HYPERLINK("x")',
      self: true,
      recognition: true,
      totals: { bites: 2, sips: 1 },
      states: [{ motion: 'chew', seen: true, from: FROM + 1500, confirmedAt: FROM + 30_000 }],
      events: [{ kind: 'bite', beganAt: FROM, contactAt: FROM + 400, endedAt: FROM + 1250, confidence: 0.9 }],
      lag: 300,
    },
    {
      participantId: 'p2',
      displayName: '준호, 서울',
      self: false,
      recognition: false,
      totals: { bites: 0, sips: 0 },
      states: [],
      events: [],
      lag: undefined,
    },
  ],
});

describe('writeSummaryCsv()', () => {
  it('writes every number, motion and bite with its second since sitting down', () => {
    expect(writeSummaryCsv(MEAL, english).slice(1).split('\r\n')).toEqual([
      'Entry,Name,Clock time,From (s),To (s),Length (s),Count',
      'Meal,,2026-11-23 12:30:00,0,60,60,',
      'This page was not connected,,2026-11-23 12:30:20,20,22.5,2.5,',
      '"Bites, total","\'=HYPERLINK(""x"")",,,,,2',
      '"Sips, total","\'=HYPERLINK(""x"")",,,,,1',
      'Bites without a time,"\'=HYPERLINK(""x"")",,,,,1',
      'Sips without a time,"\'=HYPERLINK(""x"")",,,,,1',
      'Longest chew,"\'=HYPERLINK(""x"")",2026-11-23 12:30:01,1.5,60,58.5,',
      'Not seen,"\'=HYPERLINK(""x"")",2026-11-23 12:30:00,0,1.5,1.5,',
      'A bite,"\'=HYPERLINK(""x"")",2026-11-23 12:30:00,0,1.25,1.25,',
      'Chewing,"\'=HYPERLINK(""x"")",2026-11-23 12:30:01,1.5,60,58.5,',
      'ate along without recognition,"준호, 서울",,,,,',
      '',
    ]);
  });

  it('has seven fields in every line, in both languages, and the people of a toast', () => {
    const [mina, junho] = MEAL.participants as [ParticipantSummary, ParticipantSummary];
    const toasts = [{ at: FROM + 5000, participantIds: [junho.participantId, mina.participantId] }];
    for (const words of [english, korean]) {
      const lines = writeSummaryCsv({ ...MEAL, toasts }, words)
        .slice(1)
        .trimEnd()
        .split('\r\n');
      for (const line of lines) expect(line.replaceAll(/"([^"]|"")*"/g, '').split(',')).toHaveLength(7);
      expect(lines.at(-1)).toContain('준호');
    }
  });
});
