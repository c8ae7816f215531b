import { MOTION_REPORTS_MAX_BATCH, SEEN_EVENTS_MAX, type MotionReport } from '@bapsang/shared';
import fc from 'fast-check';
import { ReportOutbox, type ReportDraft } from './report-outbox';

const PARTICIPANTS = ['ann', 'bob', 'cho'];

/** A report whose `capturedAt` and whose events' `beganAt` tell it and them apart from all others. */
function draft(participantId: string, mark: number, events = 0): ReportDraft {
  return {
    mealId: 'meal',
    participantId,
    connectionId: `con_${participantId}`,
    recognition: 'active',
    motion: 'chew',
    confidence: 0.5,
    since: mark,
    capturedAt: mark,
    events: Array.from({ length: events }, (_, index) => ({
      kind: 'bite',
      beganAt: mark * SEEN_EVENTS_MAX + index,
      contactAt: 0,
      endedAt: 0,
      confidence: 1,
    })),
    model: 'rules@2',
  };
}

/** The api's side of the contract: takes each sequence at most once and insists on no gap. */
class Taker {
  readonly taken: MotionReport[] = [];

  take(batch: readonly MotionReport[]): number {
    for (const report of batch) {
      const last = this.taken.length;
      if (report.sequence <= last) expect(this.taken[report.sequence - 1]).toEqual(report);
      else {
        expect(report.sequence).toBe(last + 1);
        this.taken.push(report);
      }
    }
    return this.taken.length;
  }

  events(): number[] {
    return this.taken.flatMap(({ events }) => events.map(({ beganAt }) => beganAt));
  }
}

type Step =
  | { readonly do: 'add'; readonly who: number; readonly events: number }
  | { readonly do: 'send'; readonly acknowledged: 'all' | 'nothing' | 'part' };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('add' as const),
      who: fc.nat(PARTICIPANTS.length - 1),
      events: fc.oneof(fc.constant(0), fc.constant(1), fc.nat(SEEN_EVENTS_MAX)),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('send' as const),
      acknowledged: fc.constantFrom('all' as const, 'nothing' as const, 'part' as const),
    }),
  },
);

interface Run {
  readonly taker: Taker;
  readonly added: readonly ReportDraft[];
  readonly outbox: ReportOutbox;
}

function run(steps: readonly Step[], capacity: number): Run {
  const outbox = new ReportOutbox(capacity);
  const taker = new Taker();
  const added: ReportDraft[] = [];
  for (const current of steps) {
    if (current.do === 'add') {
      const report = draft(PARTICIPANTS[current.who]!, added.length, current.events);
      added.push(report);
      outbox.add(report);
      expect(outbox.size).toBeLessThanOrEqual(capacity + MOTION_REPORTS_MAX_BATCH);
      continue;
    }
    const batch = outbox.batch();
    if (current.acknowledged === 'part') outbox.acknowledge(taker.take(batch.slice(0, Math.ceil(batch.length / 2))));
    if (current.acknowledged === 'all') outbox.acknowledge(taker.take(batch));
    // The api has taken it, but the acknowledgement is lost with the link.
    if (current.acknowledged === 'nothing') taker.take(batch);
  }
  while (outbox.size > 0) outbox.acknowledge(taker.take(outbox.batch()));
  return { taker, added, outbox };
}

describe('ReportOutbox', () => {
  it('delivers every report once and in order over a link that drops, as long as there is room', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const { taker, added, outbox } = run(steps, 1000);
        expect(taker.taken).toEqual(added.map((report, index) => ({ ...report, sequence: index + 1 })));
        expect(outbox.dropped).toBe(0);
      }),
    );
  });

  it('gives up changes before events, keeps events in order and never twice, and ends with everybody as last seen', () => {
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 120 }),
        fc.integer({ min: PARTICIPANTS.length, max: 8 }),
        (steps, capacity) => {
          const { taker, added, outbox } = run(steps, capacity);
          for (const participantId of PARTICIPANTS) {
            const last = taker.taken.findLast((report) => report.participantId === participantId);
            const lastAdded = added.findLast((report) => report.participantId === participantId);
            if (outbox.dropped === 0) expect(last?.capturedAt).toBe(lastAdded?.capturedAt);
            const own = taker.taken.filter((report) => report.participantId === participantId);
            const moments = own.flatMap(({ events }) => events.map(({ beganAt }) => beganAt));
            expect(moments).toEqual([...new Set(moments)].sort((one, other) => one - other));
          }
          const all = added.flatMap(({ events }) => events.map(({ beganAt }) => beganAt));
          if (outbox.dropped === 0) expect(taker.events().sort()).toEqual(all.sort());
          expect(taker.taken.every(({ events }) => events.length <= SEEN_EVENTS_MAX)).toBe(true);
        },
      ),
    );
  });

  it('loses no event to changes, however many', () => {
    const outbox = new ReportOutbox(3);
    outbox.add(draft('ann', 1, 1));
    for (let mark = 2; mark < 100; mark += 1) outbox.add(draft('bob', mark));
    expect(outbox.batch().map(({ capturedAt, events }) => [capturedAt, events.length])).toEqual([
      [1, 1],
      [98, 0],
      [99, 0],
    ]);
    expect(outbox.dropped).toBe(0);
  });

  it('drops the oldest report and counts it where nothing can be merged any more', () => {
    const outbox = new ReportOutbox(2);
    for (let mark = 1; mark <= 3; mark += 1) outbox.add(draft('ann', mark, SEEN_EVENTS_MAX));
    expect(outbox.batch().map(({ capturedAt }) => capturedAt)).toEqual([2, 3]);
    expect(outbox.dropped).toBe(1);
  });

  it('never changes what it has handed out', () => {
    const outbox = new ReportOutbox(1);
    outbox.add(draft('ann', 1));
    const before = outbox.batch();
    for (let mark = 2; mark < 10; mark += 1) outbox.add(draft('ann', mark));
    expect(outbox.batch()).toEqual(before);
  });

  it('hands out no more than fits into one message', () => {
    const outbox = new ReportOutbox();
    for (let mark = 0; mark < MOTION_REPORTS_MAX_BATCH + 5; mark += 1) outbox.add(draft('ann', mark));
    expect(outbox.batch()).toHaveLength(MOTION_REPORTS_MAX_BATCH);
    outbox.acknowledge(MOTION_REPORTS_MAX_BATCH);
    expect(outbox.batch()).toHaveLength(5);
  });

  it('keeps everything where the acknowledgement is no whole number', () => {
    const outbox = new ReportOutbox();
    outbox.add(draft('ann', 1));
    outbox.batch();
    outbox.acknowledge(Number.NaN);
    outbox.acknowledge('7' as unknown as number);
    expect(outbox.size).toBe(1);
  });
});
