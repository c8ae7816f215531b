import { MOTION_REPORTS_MAX_BATCH, SEEN_EVENTS_MAX, type MotionReport } from '@bapsang/shared';
import fc from 'fast-check';
import type { ReportDraft } from './report-backlog';
import { ReportOutbox } from './report-outbox';

const PARTICIPANTS = ['ann', 'bob', 'cho'];

/** A report whose `capturedAt` and whose events' `beganAt` tell it and them apart from all others. */
function draft(participantId: string, mark: number, events = 0): ReportDraft {
  return {
    mealId: 'meal',
    participantId,
    connectionId: `con_${participantId}`,
    seal: 'a seal',
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

/** The api's side of the contract: takes each sequence at most once, keeps what it has taken later, and insists on the order. */
class Taker {
  readonly taken: MotionReport[] = [];
  readonly kept = new Set<number>();

  get takenUpTo(): number {
    return this.taken.at(-1)?.sequence ?? 0;
  }

  take(batch: readonly MotionReport[]): void {
    for (const report of batch) {
      const known = this.taken.find(({ sequence }) => sequence === report.sequence);
      if (known) expect(report).toEqual(known);
      else {
        expect(report.sequence).toBeGreaterThan(this.takenUpTo);
        this.taken.push(report);
      }
    }
  }

  /** Writes a part of what was taken, or all of it. @returns up to where everything is written */
  keep(share: number): number {
    const upTo = this.taken[Math.floor(this.taken.length * share) - 1]?.sequence ?? 0;
    for (const { sequence } of this.taken) if (sequence <= upTo) this.kept.add(sequence);
    return upTo;
  }

  events(): number[] {
    return this.taken.flatMap(({ events }) => events.map(({ beganAt }) => beganAt));
  }
}

type Step =
  | { readonly do: 'add'; readonly who: number; readonly events: number }
  | { readonly do: 'send'; readonly answer: 'all' | 'part' | 'lost'; readonly keeps: number }
  /** The journal catches up. */
  | { readonly do: 'keep'; readonly keeps: number }
  /** Another link begins; `forgets`: it leads to an api that has only what the journal holds. */
  | { readonly do: 'link'; readonly forgets: boolean };

const keeps = fc.constantFrom(0, 0.5, 1);

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('add' as const),
      who: fc.nat(PARTICIPANTS.length - 1),
      events: fc.oneof(fc.constant(0), fc.constant(1), fc.nat(SEEN_EVENTS_MAX)),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('send' as const),
      answer: fc.constantFrom('all' as const, 'part' as const, 'lost' as const),
      keeps,
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('keep' as const), keeps }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('link' as const), forgets: fc.boolean() }) },
);

interface Run {
  readonly taker: Taker;
  readonly added: readonly ReportDraft[];
  readonly outbox: ReportOutbox;
}

function send(outbox: ReportOutbox, taker: Taker, answer: 'all' | 'part' | 'lost', share: number): void {
  const batch = outbox.batch();
  taker.take(answer === 'part' ? batch.slice(0, Math.ceil(batch.length / 2)) : batch);
  // The api has taken it, but the answer is lost with the link.
  if (answer === 'lost') outbox.rewind();
  else outbox.settle(taker.takenUpTo, taker.keep(share));
}

function run(steps: readonly Step[], waiting: number, unkept = 1_000_000): Run {
  const outbox = new ReportOutbox({ waiting, unkept });
  const taker = new Taker();
  const added: ReportDraft[] = [];
  for (const current of steps) {
    if (current.do === 'add') {
      const report = draft(PARTICIPANTS[current.who]!, added.length, current.events);
      added.push(report);
      outbox.add(report);
      expect(outbox.size).toBeLessThanOrEqual(waiting + unkept);
    }
    if (current.do === 'send') send(outbox, taker, current.answer, current.keeps);
    if (current.do === 'keep') outbox.keep(taker.keep(current.keeps));
    if (current.do === 'link') {
      outbox.rewind();
      if (current.forgets)
        taker.taken.splice(0, Infinity, ...taker.taken.filter(({ sequence }) => taker.kept.has(sequence)));
    }
  }
  while (outbox.size > 0) send(outbox, taker, 'all', 1);
  return { taker, added, outbox };
}

describe('ReportOutbox', () => {
  it('delivers every report once and in order over links that drop and to apis that forget, as long as there is room', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
        const { taker, added, outbox } = run(steps, 1000);
        expect(taker.taken).toEqual(added.map((report, index) => ({ ...report, sequence: index + 1 })));
        expect([...taker.kept]).toHaveLength(added.length);
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

  it('sends on while the journal is away, and lets go of what only the tables had to know before it loses an event', () => {
    const outbox = new ReportOutbox({ waiting: 10, unkept: 200 });
    for (let mark = 1; mark <= 500; mark += 1) {
      outbox.add(draft('ann', mark, mark % 5 === 0 ? 1 : 0));
      outbox.settle(outbox.batch().at(-1)!.sequence, 0);
    }
    expect(outbox.dropped).toBe(0);
    expect(outbox.size).toBeLessThanOrEqual(200);
    expect(outbox.untaken).toBe(0);
    outbox.rewind();
    const again = outbox.batch();
    expect(again.filter(({ events }) => events.length > 0)).toHaveLength(100);
    for (let mark = 501; mark <= 800; mark += 1) {
      outbox.add(draft('ann', mark, 1));
      outbox.settle(outbox.batch().at(-1)!.sequence, 0);
    }
    expect(outbox.size).toBeLessThanOrEqual(200);
    expect(outbox.dropped).toBeGreaterThan(0);
  });

  it('loses no event to changes, however many', () => {
    const outbox = new ReportOutbox({ waiting: 3, unkept: 1000 });
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
    const outbox = new ReportOutbox({ waiting: 2, unkept: 1000 });
    for (let mark = 1; mark <= 3; mark += 1) outbox.add(draft('ann', mark, SEEN_EVENTS_MAX));
    expect(outbox.batch().map(({ capturedAt }) => capturedAt)).toEqual([2, 3]);
    expect(outbox.dropped).toBe(1);
  });

  it('tells who waits for a report when it is taken, over whichever link, once and not before', () => {
    const outbox = new ReportOutbox();
    const told: number[] = [];
    for (let mark = 1; mark <= 3; mark += 1) outbox.add(draft('ann', mark, 1), () => told.push(mark));
    outbox.settle(3, 3);
    outbox.batch();
    expect(told).toEqual([]);
    outbox.settle(1, 0);
    outbox.rewind();
    outbox.batch();
    outbox.settle(2, 0);
    outbox.settle(2, 2);
    expect(told).toEqual([1, 2]);
    outbox.batch();
    outbox.discardBatch();
    outbox.settle(3, 3);
    expect(told).toEqual([1, 2]);
  });

  it('never changes what it has handed out', () => {
    const outbox = new ReportOutbox({ waiting: 1, unkept: 1000 });
    outbox.add(draft('ann', 1));
    const before = outbox.batch();
    for (let mark = 2; mark < 10; mark += 1) outbox.add(draft('ann', mark));
    expect(outbox.batch()).toEqual(before);
  });

  it('hands out no more than fits into one message', () => {
    const outbox = new ReportOutbox();
    for (let mark = 0; mark < MOTION_REPORTS_MAX_BATCH + 5; mark += 1) outbox.add(draft('ann', mark));
    expect(outbox.batch()).toHaveLength(MOTION_REPORTS_MAX_BATCH);
    outbox.settle(MOTION_REPORTS_MAX_BATCH, 0);
    expect(outbox.batch()).toHaveLength(5);
  });

  it('lets go of a batch that can never be taken, and counts it', () => {
    const outbox = new ReportOutbox();
    outbox.add(draft('ann', 1));
    outbox.batch();
    outbox.discardBatch();
    outbox.add(draft('ann', 2));
    expect(outbox.batch()).toMatchObject([{ sequence: 2 }]);
    expect(outbox.dropped).toBe(1);
  });

  it('keeps everything where the answer names what was never sent', () => {
    const outbox = new ReportOutbox();
    outbox.add(draft('ann', 1));
    outbox.batch();
    for (const rubbish of [Number.NaN, '7' as unknown as number, 2, Infinity]) outbox.settle(rubbish, rubbish);
    expect([outbox.size, outbox.untaken]).toEqual([1, 1]);
  });
});
