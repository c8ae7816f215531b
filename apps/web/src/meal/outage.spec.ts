import { signal } from '@preact/signals';
import { ManualClock } from '../time/manual-clock';
import type { StayConnection } from './stay-connection';
import { BACK_SHOWN, LONG_OUTAGE, Outage } from './outage';

describe('Outage', () => {
  const connection = signal<StayConnection>('connecting');
  const online = signal(true);
  let clock: ManualClock;
  let outage: Outage;

  beforeEach(() => {
    connection.value = 'connecting';
    online.value = true;
    clock = new ManualClock();
    outage = new Outage({ connection, online, clock });
    connection.value = 'connected';
  });

  afterEach(() => {
    outage.close();
    expect(clock.pending).toEqual([]);
  });

  it('is nothing to talk about while the page sits down for the first time, and at the table', () => {
    expect(outage.phase.value).toBe('none');
  });

  it('tells what is being done about it, and for a moment that it is over', async () => {
    connection.value = 'reconnecting';
    expect(outage.phase.value).toBe('reconnecting');
    connection.value = 'rejoining';
    expect(outage.phase.value).toBe('rejoining');
    connection.value = 'connected';
    expect(outage.phase.value).toBe('back');
    await clock.advance(BACK_SHOWN);
    expect(outage.phase.value).toBe('none');
  });

  it('tells at once that there is no network, whatever the sockets believe', () => {
    online.value = false;
    expect(outage.phase.value).toBe('offline');
    connection.value = 'reconnecting';
    expect(outage.phase.value).toBe('offline');
    online.value = true;
    expect(outage.phase.value).toBe('reconnecting');
  });

  it('is long after 30 s in all, however often the way back changes, and short again the next time', async () => {
    connection.value = 'reconnecting';
    await clock.advance(LONG_OUTAGE - 1);
    connection.value = 'rejoining';
    online.value = false;
    expect(outage.isLong.value).toBe(false);
    await clock.advance(1);
    expect(outage.isLong.value).toBe(true);
    online.value = true;
    connection.value = 'connected';
    expect(outage.isLong.value).toBe(false);
    connection.value = 'reconnecting';
    expect([outage.phase.value, outage.isLong.value]).toEqual(['reconnecting', false]);
    await clock.advance(BACK_SHOWN);
    expect(outage.phase.value).toBe('reconnecting');
  });
});
