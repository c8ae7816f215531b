import { MotionReportBatch, MotionSignal, MOTIONS, parse, TableMotions } from '../index';

const bite = { kind: 'bite', beganAt: 1000, contactAt: 1400, endedAt: 1900, confidence: 0.8 };
const signal = {
  participantId: 'p1',
  connectionId: 'con_1',
  sequence: 7,
  recognition: 'active',
  motion: 'bite',
  confidence: 0.9,
  since: 1000,
  capturedAt: 1900,
  events: [bite],
  totals: { bites: 1, sips: 0 },
};
const report = { ...signal, sequence: 1, mealId: 'm1', totals: undefined, seal: 'sealed', model: 'motion@1' };

/** Values of one property that each make the whole invalid. */
const FAULTS: readonly Readonly<Record<string, unknown>>[] = [
  { motion: 'sleep' },
  { recognition: 'on' },
  { confidence: 1.01 },
  { confidence: -0.01 },
  { confidence: Number.NaN },
  { confidence: '0.5' },
  { sequence: -1 },
  { sequence: 1.5 },
  { since: 'now' },
  { capturedAt: undefined },
  { participantId: 5 },
  { events: 'none' },
  { events: [{ ...bite, kind: 'kiss' }] },
  { events: [{ ...bite, confidence: 2 }] },
  { events: [{ ...bite, contactAt: undefined }] },
  { events: [{ ...bite, contactAt: 1400.5 }] },
  { chewingRate: 0.4 },
  { chewingRate: 4.1 },
  { chewingRate: '1.5' },
  { events: [null] },
  { events: Array.from({ length: 17 }, () => bite) },
];

describe('MotionSignal', () => {
  it.each(MOTIONS)('carries %s, there and back through JSON', (motion) => {
    const sent: unknown = JSON.parse(JSON.stringify({ ...signal, motion }));
    expect(parse(MotionSignal, sent)).toEqual({ ...signal, motion });
  });

  it.each([...FAULTS, { totals: { bites: -1, sips: 0 } }, { totals: { bites: 1 } }])('refuses %p', (fault) => {
    expect(() => parse(MotionSignal, { ...signal, ...fault })).toThrow('MotionSignal is not valid.');
  });

  it.each(['', 'two words', 'x'.repeat(65), '<b>', 7])('carries no correlation id such as %p', (correlationId) => {
    expect(parse(MotionSignal, { ...signal, correlationId: 'one-2_3' }).correlationId).toBe('one-2_3');
    expect(() => parse(MotionSignal, { ...signal, correlationId })).toThrow('MotionSignal is not valid.');
  });

  it('carries the chewing rate where it is known', () => {
    const chewing = { ...signal, motion: 'chew', chewingRate: 1.4 };
    expect(parse(MotionSignal, JSON.parse(JSON.stringify(chewing)))).toEqual(chewing);
  });

  it('is what a table is made of', () => {
    expect(parse(TableMotions, { motions: [signal] }).motions[0]).toBeInstanceOf(MotionSignal);
    expect(() => parse(TableMotions, { motions: [{ ...signal, motion: 'sleep' }] })).toThrow(
      'TableMotions is not valid.',
    );
  });
});

describe('MotionReportBatch', () => {
  it('carries reports with their events', () => {
    const { reports } = parse(MotionReportBatch, { reports: [report, { ...report, sequence: 2, events: [] }] });
    expect(reports.map(({ sequence, events }) => [sequence, events.length])).toEqual([
      [1, 1],
      [2, 0],
    ]);
    expect(reports[0]).not.toHaveProperty('totals', expect.anything());
  });

  it.each([
    ...FAULTS,
    { sequence: 0 },
    { mealId: '' },
    { seal: '' },
    { seal: undefined },
    { recognition: 'off' },
    { model: '' },
    { correlationId: 'two words' },
    { traceparent: '00-1-2-01' },
    { traceparent: `00-${'0'.repeat(32)}-b7ad6b7169203331-01` },
    { receivedAt: 0.5 },
    { model: undefined },
    { participantId: 'p'.repeat(101) },
  ])('refuses a batch with one report that has %p', (fault) => {
    const batch = { reports: [report, { ...report, ...fault }] };
    expect(() => parse(MotionReportBatch, batch)).toThrow('MotionReportBatch is not valid.');
  });

  it('holds 1 to 200 reports', () => {
    const batch = (length: number): unknown =>
      parse(MotionReportBatch, { reports: Array.from({ length }, () => report) });
    expect(() => batch(200)).not.toThrow();
    expect(() => batch(201)).toThrow('MotionReportBatch is not valid.');
    expect(() => batch(0)).toThrow('MotionReportBatch is not valid.');
  });
});
