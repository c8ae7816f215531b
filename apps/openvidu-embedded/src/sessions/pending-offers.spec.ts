import type { Subscriber } from '../media/subscriber';
import { OFFER_DEADLINE, PendingOffers, type PendingOffer } from './pending-offers';
import type { Stream } from './stream';

/** The one thing that is done with an offer's media here. */
function offer(replaces?: Subscriber): PendingOffer & { readonly close: jest.Mock } {
  const close = jest.fn(() => Promise.resolve());
  return { stream: {} as Stream, subscriber: { close } as unknown as Subscriber, replaces, close };
}

describe('PendingOffers', () => {
  const expired: [string, PendingOffer][] = [];
  let offers: PendingOffers;

  beforeEach(() => {
    jest.useFakeTimers();
    expired.length = 0;
    offers = new PendingOffers((...args) => expired.push(args));
  });

  afterEach(async () => {
    await offers.close();
    expect(jest.getTimerCount()).toBe(0);
    jest.useRealTimers();
  });

  it('close what nobody answers in time', async () => {
    const late = offer();
    await offers.add('con_A', late);
    jest.advanceTimersByTime(OFFER_DEADLINE - 1);
    expect(late.close).not.toHaveBeenCalled();
    jest.advanceTimersByTime(1);
    expect(late.close).toHaveBeenCalledTimes(1);
    expect(expired).toMatchObject([['con_A', { subscriber: late.subscriber }]]);
    expect(offers.take('con_A', false)).toBeUndefined();
  });

  it('give an offer to one answer', async () => {
    const asked = offer();
    await offers.add('con_A', asked);
    expect(offers.take('con_A', true)).toBeUndefined();
    expect(offers.take('con_A', false)?.subscriber).toBe(asked.subscriber);
    expect(offers.take('con_A', false)).toBeUndefined();
    jest.advanceTimersByTime(OFFER_DEADLINE);
    expect(asked.close).not.toHaveBeenCalled();
    expect(expired).toEqual([]);
  });

  it('keep one that was asked for beside one that was not, and the newest of each', async () => {
    const [asked, askedAgain, forced] = [offer(), offer(), offer({} as Subscriber)];
    await offers.add('con_A', asked);
    await offers.add('con_A', forced);
    await offers.add('con_A', askedAgain);
    expect(asked.close).toHaveBeenCalledTimes(1);
    expect(offers.of('con_A').map(({ subscriber }) => subscriber)).toEqual([forced.subscriber, askedAgain.subscriber]);
    offers.expire('con_A', asked);
    expect(expired).toEqual([]);
    expect(offers.of('con_B')).toEqual([]);
    await offers.drop('con_A');
    expect([forced, askedAgain].map(({ close }) => close.mock.calls.length)).toEqual([1, 1]);
  });
});
