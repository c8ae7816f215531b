import { setImmediate as nextTurn } from 'node:timers/promises';
import { Receipts } from './receipts';

describe('Receipts', () => {
  const pings: string[] = [];
  const received: number[] = [];
  let receipts: Receipts;

  beforeEach(() => {
    pings.length = 0;
    received.length = 0;
    receipts = new Receipts(
      (payload) => pings.push(payload),
      (number) => received.push(number),
    );
  });

  it('ask once about what is sent in one go', async () => {
    for (const number of [1, 2, 3]) receipts.sent(number);
    expect(pings).toEqual([]);
    await nextTurn();
    expect(pings).toEqual(['3']);
    expect(receipts.pong('3')).toBe(true);
    expect(received).toEqual([3]);
  });

  it('ask about what was sent meanwhile only after the answer', async () => {
    receipts.sent(1);
    await nextTurn();
    receipts.sent(2);
    receipts.sent(3);
    await nextTurn();
    expect(pings).toEqual(['1']);
    receipts.pong('1');
    await nextTurn();
    expect(pings).toEqual(['1', '3']);
    receipts.pong('3');
    await nextTurn();
    expect(received).toEqual([1, 3]);
    expect(pings).toEqual(['1', '3']);
  });

  it('believe only the pong that is awaited', async () => {
    expect(receipts.pong('0')).toBe(false);
    receipts.sent(5);
    expect(receipts.pong('5')).toBe(false);
    await nextTurn();
    for (const payload of ['', '4', '6', '5x', '1e9']) expect(receipts.pong(payload)).toBe(false);
    expect(receipts.pong('5')).toBe(true);
    expect(receipts.pong('5')).toBe(false);
    expect(received).toEqual([5]);
  });

  it('ask nothing after they are closed', async () => {
    receipts.sent(1);
    receipts.close();
    await nextTurn();
    expect(pings).toEqual([]);
  });
});
