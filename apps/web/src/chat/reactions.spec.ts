import { REACTION_LIMIT, REACTION_SIGNAL_TYPE, REACTION_WINDOW } from '@bapsang/shared';
import { ManualClock, settle } from '../time/manual-clock';
import { REACTION_HINT_SHOWN_FOR, REACTION_SHOWN_FOR, Reactions } from './reactions';
import type { SignalSender } from '../openvidu/signal-sending';

function sender(participantId: string, own = false): SignalSender {
  return { identity: { participantId, displayName: participantId.toUpperCase() }, own };
}

describe('Reactions', () => {
  let clock: ManualClock;
  let sent: unknown[];
  let answer: () => Promise<void>;
  let reactions: Reactions;

  beforeEach(() => {
    clock = new ManualClock();
    sent = [];
    answer = () => Promise.resolve();
    reactions = new Reactions({
      clock,
      send: (type, data) => {
        sent.push([type, data]);
        return answer();
      },
    });
  });

  afterEach(() => reactions.close());

  it('shows each for a while, over who sent it', async () => {
    reactions.take(sender('mina'), { reaction: 'cheers' });
    await clock.advance(REACTION_SHOWN_FOR - 1);
    reactions.take(sender('juno'), { reaction: 'heart' });
    expect(reactions.shown.value).toMatchObject([
      { participantId: 'mina', reaction: 'cheers' },
      { participantId: 'juno', reaction: 'heart' },
    ]);
    await clock.advance(1);
    expect(reactions.shown.value).toMatchObject([{ participantId: 'juno' }]);
    await clock.advance(REACTION_SHOWN_FOR);
    expect(reactions.shown.value).toEqual([]);
  });

  it('shows no more of one sender than the limit, however many come', async () => {
    for (let count = 0; count < 50; count += 1) reactions.take(sender('mina'), { reaction: 'laugh' });
    reactions.take(sender('juno'), { reaction: 'heart' });
    expect(reactions.shown.value).toHaveLength(REACTION_LIMIT + 1);
    await clock.advance(REACTION_WINDOW);
    reactions.take(sender('mina'), { reaction: 'laugh' });
    expect(reactions.shown.value).toHaveLength(1);
  });

  it('tells them in words', () => {
    reactions.take(sender('mina'), { reaction: 'cheers' });
    expect(reactions.news.value).toMatchObject({ displayName: 'MINA', reaction: 'cheers', more: 0 });
  });

  it('sends, and shows its own when it comes back', async () => {
    await reactions.send('bravo');
    expect(sent).toEqual([[REACTION_SIGNAL_TYPE, { reaction: 'bravo' }]]);
    expect(reactions.shown.value).toEqual([]);
    reactions.take(sender('self', true), { reaction: 'bravo' });
    expect(reactions.shown.value).toMatchObject([{ participantId: 'self' }]);
  });

  it('sends no more than the limit and says that it was too fast, until the window has passed', async () => {
    for (let count = 0; count < REACTION_LIMIT; count += 1) await reactions.send('heart');
    expect(reactions.hint.value).toBeUndefined();
    void reactions.send('heart');
    expect(reactions.hint.value).toBe('tooFast');
    expect(sent).toHaveLength(REACTION_LIMIT);
    await clock.advance(REACTION_HINT_SHOWN_FOR);
    expect(reactions.hint.value).toBeUndefined();
    await clock.advance(REACTION_WINDOW - REACTION_HINT_SHOWN_FOR);
    void reactions.send('heart');
    expect(sent).toHaveLength(REACTION_LIMIT + 1);
  });

  it('says that a reaction did not go out, for a while after the last one', async () => {
    answer = () => Promise.reject(new Error('gone'));
    void reactions.send('heart');
    await settle();
    expect(reactions.hint.value).toBe('notSent');
    await clock.advance(REACTION_HINT_SHOWN_FOR - 1);
    void reactions.send('heart');
    await settle();
    await clock.advance(1);
    expect(reactions.hint.value).toBe('notSent');
    await clock.advance(REACTION_HINT_SHOWN_FOR);
    expect(reactions.hint.value).toBeUndefined();
  });

  it('leaves no timer behind', async () => {
    reactions.take(sender('mina'), { reaction: 'cheers' });
    answer = () => Promise.reject(new Error('gone'));
    void reactions.send('heart');
    await settle();
    reactions.close();
    await settle();
    expect(clock.pending).toEqual([]);
    reactions.take(sender('mina'), { reaction: 'cheers' });
    expect([reactions.shown.value, clock.pending]).toEqual([[], []]);
  });
});
