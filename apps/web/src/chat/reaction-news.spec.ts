import { ManualClock } from '../time/manual-clock';
import { REACTION_NEWS_INTERVAL, ReactionNews } from './reaction-news';

describe('ReactionNews', () => {
  let clock: ManualClock;
  let news: ReactionNews;

  beforeEach(() => {
    clock = new ManualClock();
    news = new ReactionNews(clock);
  });

  afterEach(() => news.close());

  it('tells the first reaction at once', () => {
    news.take('Mina', 'cheers');
    expect(news.latest.value).toEqual({ number: 1, displayName: 'Mina', reaction: 'cheers', more: 0 });
  });

  it('tells what comes meanwhile together, after a while', async () => {
    news.take('Mina', 'cheers');
    news.take('Juno', 'heart');
    news.take('Mina', 'laugh');
    expect(news.latest.value?.number).toBe(1);
    await clock.advance(REACTION_NEWS_INTERVAL);
    expect(news.latest.value).toEqual({ number: 2, displayName: 'Mina', reaction: 'laugh', more: 1 });
  });

  it('tells the next one at once again after a quiet while', async () => {
    news.take('Mina', 'cheers');
    await clock.advance(REACTION_NEWS_INTERVAL);
    expect(clock.pending).toEqual([]);
    news.take('Juno', 'heart');
    expect(news.latest.value).toMatchObject({ number: 2, displayName: 'Juno', more: 0 });
  });

  it('leaves no timer behind', async () => {
    news.take('Mina', 'cheers');
    news.take('Juno', 'heart');
    news.close();
    await clock.advance(0);
    expect(clock.pending).toEqual([]);
    expect(news.latest.value?.number).toBe(1);
  });
});
