import { CHAT_SIGNAL_TYPE, type ChatSignal, readChatSignal } from '@bapsang/shared';
import fc from 'fast-check';
import { settle } from '../time/manual-clock';
import { Chat, CHAT_LENGTH, HEARD_LENGTH } from './chat';
import type { SignalSender } from '../openvidu/signal-sending';

const mina: SignalSender = { identity: { participantId: 'mina', displayName: 'Mina' }, own: false };
const self: SignalSender = { identity: { participantId: 'self', displayName: 'Alex' }, own: true };

describe('Chat', () => {
  let sent: { readonly type: string; readonly data: ChatSignal }[];
  let answer: () => Promise<void>;
  let chat: Chat;
  let now: number;

  beforeEach(() => {
    sent = [];
    answer = () => Promise.resolve();
    now = 1000;
    chat = new Chat({
      send: (type, data) => {
        sent.push({ type, data: data as ChatSignal });
        return answer();
      },
      now: () => now,
    });
  });

  function hear(id: string, text = id, sender = mina): void {
    chat.take(sender, { id, text });
  }

  /** The id under which the first message was sent. */
  const sentId = (): string => sent[0]!.data.id;

  const deliveries = (): string[] => chat.messages.value.map(({ delivery }) => delivery);

  it('keeps what others wrote, with their name and when it came', () => {
    now = 5000;
    hear('a', 'hello');
    expect(chat.messages.value).toEqual([
      {
        key: 'mina/a',
        participantId: 'mina',
        displayName: 'Mina',
        own: false,
        text: 'hello',
        at: 5000,
        delivery: 'sent',
      },
    ]);
  });

  it('takes a message once, also when it is sent again, and tells two people with the same id apart', () => {
    hear('a');
    hear('a');
    hear('a', 'other', { identity: { participantId: 'juno', displayName: 'Juno' }, own: false });
    expect(chat.messages.value.map(({ key }) => key)).toEqual(['mina/a', 'juno/a']);
  });

  it('shows an own message at once and says when it has got through', async () => {
    chat.send(' good  \n');
    expect(chat.messages.value).toMatchObject([{ own: true, text: 'good', at: 1000, delivery: 'sending' }]);
    expect(sent).toEqual([{ type: CHAT_SIGNAL_TYPE, data: { id: sentId(), text: 'good' } }]);
    await settle();
    expect(deliveries()).toEqual(['sent']);
    hear(sentId(), 'good', self);
    expect(chat.messages.value).toHaveLength(1);
  });

  it('gives every message an id of its own', () => {
    for (let count = 0; count < 100; count += 1) chat.send('hello');
    expect(new Set(sent.map(({ data }) => data.id)).size).toBe(100);
    expect(readChatSignal(JSON.stringify(sent[0]!.data))).toEqual(sent[0]!.data);
  });

  it('sends nothing where there is nothing to be seen', () => {
    chat.send(' \n\u200b');
    expect([sent.length, chat.messages.value.length]).toEqual([0, 0]);
  });

  it('says that a message failed, and sends the same one again when asked', async () => {
    answer = () => Promise.reject(new Error('gone'));
    chat.send('hello');
    await settle();
    expect(deliveries()).toEqual(['failed']);
    answer = () => Promise.resolve();
    chat.sendAgain(chat.messages.value[0]!);
    expect(deliveries()).toEqual(['sending']);
    await settle();
    expect(deliveries()).toEqual(['sent']);
    const message = { id: sentId(), text: 'hello' };
    expect(sent.map(({ data }) => data)).toEqual([message, message]);
  });

  it('sends again only what failed', async () => {
    chat.send('hello');
    chat.sendAgain(chat.messages.value[0]!);
    await settle();
    chat.sendAgain(chat.messages.value[0]!);
    hear('a');
    chat.sendAgain(chat.messages.value[1]!);
    expect(sent).toHaveLength(1);
  });

  it('believes the echo of a message more than a failure of its sending that comes later', async () => {
    answer = () => Promise.reject(new Error('no answer in time'));
    chat.send('hello');
    hear(sentId(), 'hello', self);
    await settle();
    expect(deliveries()).toEqual(['sent']);
  });

  it('counts what others write while it is closed', () => {
    hear('a');
    hear('b');
    chat.send('mine');
    expect(chat.unread.value).toBe(2);
    chat.open();
    expect([chat.isOpen.value, chat.unread.value]).toEqual([true, 0]);
    hear('c');
    expect(chat.unread.value).toBe(0);
    chat.close();
    hear('d');
    expect([chat.isOpen.value, chat.unread.value]).toEqual([false, 1]);
  });

  it('tells the newest of others once, open or closed, and never what this page wrote', () => {
    hear('a');
    chat.open();
    hear('b');
    hear('b');
    chat.send('mine');
    hear(sentId(), 'mine', self);
    expect(chat.heard.value.map(({ key }) => key)).toEqual(['mina/a', 'mina/b']);
    for (const id of ['c', 'd', 'e']) hear(id);
    expect(chat.heard.value.map(({ text }) => text)).toEqual(['c', 'd', 'e']);
  });

  it('keeps every message once, in order, and never more than it may', () => {
    const steps = fc.array(fc.tuple(fc.boolean(), fc.integer({ min: 0, max: 2 * CHAT_LENGTH })), {
      minLength: CHAT_LENGTH,
      maxLength: 3 * CHAT_LENGTH,
      size: 'max',
    });
    fc.assert(
      fc.property(steps, (all) => {
        const bounded = new Chat({ send: () => Promise.resolve(), now: () => 0 });
        for (const [own, id] of all) {
          if (own) bounded.send(`own ${String(id)}`);
          else bounded.take(mina, { id: String(id), text: 'text' });
        }
        const keys = bounded.messages.value.map(({ key }) => key);
        expect(keys.length).toBeLessThanOrEqual(CHAT_LENGTH);
        expect(new Set(keys).size).toBe(keys.length);
        expect(bounded.heard.value.length).toBeLessThanOrEqual(HEARD_LENGTH);
        const others = new Set(all.filter(([own]) => !own).map(([, id]) => id));
        expect(bounded.unread.value).toBeGreaterThanOrEqual(others.size);
      }),
      { numRuns: 10 },
    );
  });
});
