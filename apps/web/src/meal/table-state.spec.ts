import { MotionSignal, parse, type RecognitionChoice } from '@bapsang/shared';
import { computed, effect } from '@preact/signals';
import fc from 'fast-check';
import { TableNews } from './table-news';
import { type Sitting, TableState } from './table-state';

function sitting(
  participantId: string,
  change: Partial<Sitting> = {},
  recognition: RecognitionChoice = 'server',
): Sitting {
  return {
    connectionId: `con_${participantId}`,
    since: 0,
    identity: { participantId, displayName: participantId.toUpperCase(), recognition, host: false },
    ...change,
  };
}

function motion(participantId: string, sequence: number, change: Partial<MotionSignal> = {}): MotionSignal {
  return parse(MotionSignal, {
    participantId,
    connectionId: `con_${participantId}`,
    sequence,
    recognition: 'active',
    motion: 'chew',
    confidence: 0.9,
    since: 1,
    capturedAt: 100 + sequence,
    events: [],
    totals: { bites: sequence, sips: 0 },
    ...change,
  });
}

describe('TableState', () => {
  it('shows this page first and the others in the order in which they came', () => {
    const table = new TableState();
    table.seatOthers([sitting('b'), sitting('c')]);
    table.seatSelf(sitting('a'));
    expect(table.participants.value.map(({ displayName, self }) => [displayName, self])).toEqual([
      ['A', true],
      ['B', false],
      ['C', false],
    ]);
    expect(table.self.value?.participantId).toBe('a');
  });

  it('puts a motion to its participant, with the moment of its frame and of its coming', () => {
    const table = new TableState();
    table.seatOthers([sitting('b')]);
    table.take([motion('b', 3)], 5000);
    expect(table.participants.value[0]).toMatchObject({
      motion: 'chew',
      recognition: 'active',
      totals: { bites: 3, sips: 0 },
      capturedAt: 103,
      receivedAt: 5000,
    });
  });

  it('tells of a motion only who follows that participant', () => {
    const table = new TableState();
    table.seatSelf(sitting('a'));
    table.seatOthers([sitting('b'), sitting('c')]);
    const told: string[] = [];
    const unfollow = [
      effect(() => void told.push(table.order.value.join(''))),
      ...['a', 'b', 'c'].map((id) => {
        const one = computed(() => table.participants.value.find(({ participantId }) => participantId === id));
        return effect(() => void told.push(`${id} ${one.value?.motion ?? 'gone'}`));
      }),
    ];
    expect(told.splice(0)).toEqual(['abc', 'a unknown', 'b unknown', 'c unknown']);
    table.take([motion('b', 1)], 1);
    expect(told.splice(0)).toEqual(['b chew']);
    table.take([motion('b', 1)], 2);
    table.seatOthers([sitting('b'), sitting('c')]);
    expect(told.splice(0)).toEqual([]);
    table.take([motion('a', 1), motion('c', 1, { motion: 'bite' })], 3);
    expect(told.splice(0)).toEqual(['a chew', 'c bite']);
    table.seatOthers([sitting('c')]);
    expect(told.splice(0)).toEqual(['ac', 'b gone']);
    for (const stop of unfollow) stop();
  });

  it('drops a motion that is not newer than the last', () => {
    const table = new TableState();
    table.seatOthers([sitting('b')]);
    table.take([motion('b', 5)], 1);
    table.take([motion('b', 4), motion('b', 5, { motion: 'talk' })], 2);
    expect(table.participants.value[0]).toMatchObject({ motion: 'chew', totals: { bites: 5 }, receivedAt: 1 });
  });

  it('knows a motion that came before its participant', () => {
    const table = new TableState();
    table.take([motion('b', 1)], 1);
    table.seatOthers([sitting('b')]);
    expect(table.participants.value[0]?.motion).toBe('chew');
  });

  it('ends at the newest motion of each, in whatever order and bundles they come', () => {
    const motions = fc.array(fc.tuple(fc.constantFrom('a', 'b'), fc.integer({ min: 0, max: 50 })), { minLength: 1 });
    fc.assert(
      fc.property(motions, fc.integer({ min: 1, max: 5 }), (all, bundle) => {
        const table = new TableState();
        table.seatOthers([sitting('a'), sitting('b')]);
        for (let index = 0; index < all.length; index += bundle) {
          table.take(
            all.slice(index, index + bundle).map(([participantId, sequence]) => motion(participantId, sequence)),
            index,
          );
        }
        for (const { participantId, totals } of table.participants.value) {
          const sequences = all.filter(([id]) => id === participantId).map(([, sequence]) => sequence);
          expect(totals.bites).toBe(Math.max(0, ...sequences));
        }
      }),
    );
  });

  it('says off of who chose no recognition and paused of who chose one and was not seen yet', () => {
    const table = new TableState();
    table.seatOthers([sitting('no', {}, 'none'), sitting('yes'), sitting('device', {}, 'device')]);
    expect(table.participants.value.map(({ recognition }) => recognition)).toEqual(['off', 'paused', 'paused']);
  });

  it('believes the server where a choice changed since the connection was made', () => {
    const table = new TableState();
    table.seatOthers([sitting('withdrew'), sitting('consented', {}, 'none')]);
    table.take(
      [
        motion('withdrew', 1, { recognition: 'off', motion: 'unknown' }),
        motion('consented', 1, { recognition: 'active', motion: 'chew' }),
      ],
      0,
    );
    expect(table.participants.value.map(({ recognition, motion: seen }) => [recognition, seen])).toEqual([
      ['off', 'unknown'],
      ['active', 'chew'],
    ]);
  });

  it('shows one tile while the old connection of somebody who came back lingers', () => {
    const table = new TableState();
    table.seatSelf(sitting('a', { connectionId: 'new' }));
    table.seatOthers([
      sitting('a', { connectionId: 'old' }),
      sitting('b', { connectionId: 'b2', since: 20 }),
      sitting('b', { connectionId: 'b1', since: 10 }),
    ]);
    expect(table.participants.value.map(({ connectionId }) => connectionId)).toEqual(['new', 'b2']);
  });
});

describe('TableNews', () => {
  it('tells who came and went, but not who was there at the beginning', () => {
    const table = new TableState();
    table.seatOthers([sitting('b')]);
    const news = new TableNews(table.participants);
    expect(news.latest.value).toBeUndefined();
    table.seatOthers([sitting('b'), sitting('c')]);
    expect(news.latest.value).toEqual({ kind: 'arrived', displayName: 'C' });
    table.seatOthers([sitting('c')]);
    expect(news.latest.value).toEqual({ kind: 'departed', displayName: 'B' });
    news.close();
  });
});
