import fc from 'fast-check';
import type { MotionState } from './motion-state';
import { SignalQueue } from './signal-queue';

const bite = { kind: 'bite', beganAt: 1, contactAt: 1, endedAt: 2, confidence: 1 } as const;

function signal(participantId: string, sequence: number, events = 0): MotionState {
  return {
    participantId,
    connectionId: 'con_1',
    sequence,
    recognition: 'active',
    motion: 'chew',
    confidence: 1,
    since: 0,
    capturedAt: sequence,
    events: Array.from({ length: events }, (_, index) => ({ ...bite, beganAt: sequence * 100 + index })),
    totals: { bites: 0, sips: 0 },
  };
}

function drain(queue: SignalQueue): MotionState[] {
  const signals: MotionState[] = [];
  for (let next = queue.next(); next; next = queue.next()) signals.push(next.signal);
  return signals;
}

describe('SignalQueue', () => {
  it('lets a newer state take the place of an older one of the same participant', () => {
    const queue = new SignalQueue();
    for (const one of [signal('a', 1), signal('b', 1), signal('a', 2)]) queue.add(one);
    expect(drain(queue)).toEqual([signal('a', 2), signal('b', 1)]);
  });

  it('keeps the events of a state that gave way', () => {
    const queue = new SignalQueue();
    queue.add(signal('a', 1, 1));
    queue.add(signal('a', 2));
    expect(drain(queue)).toEqual([{ ...signal('a', 2), events: signal('a', 1, 1).events }]);
  });

  it('tells nothing twice that comes again while it waits', () => {
    const queue = new SignalQueue();
    for (const one of [signal('a', 1, 1), signal('a', 1, 1), signal('a', 2, 1), signal('a', 1, 1)]) queue.add(one);
    expect(drain(queue).flatMap(({ events }) => events)).toHaveLength(2);
  });

  it('tells what led to the newer state', () => {
    const queue = new SignalQueue();
    queue.add(signal('a', 1), { receivedAt: 1 });
    queue.add(signal('a', 2), { receivedAt: 2 });
    expect(queue.next()?.origin).toEqual({ receivedAt: 2 });
  });

  it('starts another signal where one cannot carry all events', () => {
    const queue = new SignalQueue();
    queue.add(signal('a', 1, 10));
    queue.add(signal('a', 2, 10));
    expect(drain(queue).map(({ sequence }) => sequence)).toEqual([1, 2]);
  });

  it('drops states before events when too many wait', () => {
    const queue = new SignalQueue(2);
    queue.add(signal('a', 1, 1));
    queue.add(signal('b', 1));
    expect(queue.add(signal('c', 1, 1))).toEqual(signal('b', 1));
    expect(drain(queue).map(({ participantId }) => participantId)).toEqual(['a', 'c']);
  });

  it('delivers every event once, ends with the newest state of everybody, and never goes back', () => {
    const step = fc.oneof(
      fc.record({ participant: fc.constantFrom('a', 'b', 'c'), events: fc.integer({ min: 0, max: 16 }) }),
      fc.constant('send' as const),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 100 }), (steps) => {
        const queue = new SignalQueue();
        const [added, sent]: [MotionState[], MotionState[]] = [[], []];
        steps.forEach((action, index) => {
          if (action === 'send') sent.push(...[queue.next()?.signal].filter((next) => next !== undefined));
          else {
            added.push(signal(action.participant, index, action.events));
            queue.add(added.at(-1)!);
          }
        });
        sent.push(...drain(queue));
        for (const participant of ['a', 'b', 'c']) {
          const [given, received] = [added, sent].map((all) => all.filter((one) => one.participantId === participant));
          expect(received!.flatMap(({ events }) => events)).toEqual(given!.flatMap(({ events }) => events));
          expect(received!.at(-1)?.sequence).toBe(given!.at(-1)?.sequence);
          const sequences = received!.map(({ sequence }) => sequence);
          expect(sequences).toEqual([...sequences].sort((one, other) => one - other));
        }
      }),
    );
  });
});
