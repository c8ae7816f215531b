import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { createLogger, type Logger } from '@bapsang/server';
import fc from 'fast-check';
import { EVENT_NAMES, type EventName, type OpenviduEvent } from './openvidu-event';
import { postWebhook } from './webhook-post';
import { WEBHOOK_TRIES, WebhookSender, type WebhookSenderOptions } from './webhook-sender';

const ALL: ReadonlySet<string> = new Set(EVENT_NAMES);

function event(number: number, name: EventName = 'signalSent'): OpenviduEvent {
  return { name, fields: { number } };
}

function numberIn(body: string): number {
  return (JSON.parse(body) as { number: number }).number;
}

function sender(post: WebhookSenderOptions['post'], options: Partial<WebhookSenderOptions> = {}): WebhookSender {
  const logger = createLogger('test', 'silent');
  return new WebhookSender({ post, events: ALL, logger, pauses: [], closeDeadline: 10_000, ...options });
}

/** A logger that keeps what is warned of. */
function listener(): { readonly logger: Logger; readonly warnings: unknown[] } {
  const warnings: unknown[] = [];
  const warn: Logger['warn'] = (what, fields) => void warnings.push([what, fields]);
  return { logger: { ...createLogger('test', 'silent'), warn }, warnings };
}

/** A receiver that is held until it is let go. */
function gate(): { readonly post: WebhookSenderOptions['post']; readonly open: () => void; readonly sent: number[] } {
  const sent: number[] = [];
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  const post = async (body: string): Promise<number> => {
    sent.push(numberIn(body));
    await opened;
    return 200;
  };
  return { post, open: () => open(), sent };
}

describe('WebhookSender', () => {
  it('sends the fields of an event and its name', async () => {
    const bodies: string[] = [];
    const webhooks = sender((body) => Promise.resolve(bodies.push(body) && 200));
    webhooks.take(event(1, 'sessionCreated'));
    await webhooks.close();
    expect(bodies.map((body) => JSON.parse(body) as unknown)).toEqual([{ number: 1, event: 'sessionCreated' }]);
  });

  it('sends only the events that it is asked for', async () => {
    const { post, open, sent } = gate();
    open();
    const webhooks = sender(post, { events: new Set(['participantLeft']) });
    webhooks.take(event(1));
    webhooks.take(event(2, 'participantLeft'));
    await webhooks.close();
    expect(sent).toEqual([2]);
  });

  it('keeps the order, tries each event at most five times and never again once it was answered', async () => {
    const answer = fc.constantFrom('200' as const, '500' as const, 'no answer' as const);
    // What the receiver does at each of the tries of an event; without a further word it answers 200.
    const behaviours = fc.array(fc.array(answer, { maxLength: 8 }), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(behaviours, async (plan) => {
        const tries: number[] = [];
        const webhooks = sender((body) => {
          const number = numberIn(body);
          const what = plan[number]?.[tries.filter((tried) => tried === number).length] ?? '200';
          tries.push(number);
          return what === 'no answer' ? Promise.reject(new Error(what)) : Promise.resolve(Number(what));
        });
        plan.forEach((_, number) => webhooks.take(event(number)));
        await webhooks.close();
        const expected = plan.flatMap((answers, number) => {
          const answered = answers.findIndex((what) => what !== 'no answer');
          const needed = (answered < 0 ? answers.length : answered) + 1;
          return new Array<number>(Math.min(needed, WEBHOOK_TRIES)).fill(number);
        });
        expect(tries).toEqual(expected);
      }),
    );
  });

  it('never has two requests on their way', async () => {
    let now = 0;
    let most = 0;
    const webhooks = sender(async () => {
      most = Math.max(most, ++now);
      await new Promise((resolve) => setImmediate(resolve));
      now--;
      return 200;
    });
    for (let number = 0; number < 20; number++) webhooks.take(event(number));
    await webhooks.close();
    expect(most).toBe(1);
  });

  it('says what was refused and what could not be delivered', async () => {
    const { logger, warnings } = listener();
    const webhooks = sender(
      (body) => (numberIn(body) === 1 ? Promise.resolve(503) : Promise.reject(new Error('ECONNREFUSED'))),
      { logger },
    );
    webhooks.take(event(1));
    webhooks.take(event(2));
    await webhooks.close();
    expect(warnings).toEqual([
      ['webhook.refused', { name: 'signalSent', status: 503 }],
      ['webhook.undelivered', { name: 'signalSent', tries: 5, reason: 'ECONNREFUSED' }],
    ]);
  });

  it('keeps the oldest events while its queue is full, says how many were dropped, and goes on', async () => {
    const { logger, warnings } = listener();
    const { post, open, sent } = gate();
    const webhooks = sender(post, { logger, capacity: 3 });
    for (let number = 1; number <= 6; number++) webhooks.take(event(number));
    open();
    while (sent.length < 3) await new Promise((resolve) => setImmediate(resolve));
    webhooks.take(event(7));
    await webhooks.close();
    expect(sent).toEqual([1, 2, 3, 7]);
    expect(warnings).toEqual([
      ['webhook.queue-full', { waiting: 3 }],
      ['webhook.events-dropped', { events: 3 }],
    ]);
  });

  it('ends the request that hangs and gives up the rest when it is closed and time is over', async () => {
    const { logger, warnings } = listener();
    const sent: number[] = [];
    const hang = (body: string, signal: AbortSignal): Promise<number> => {
      sent.push(numberIn(body));
      return new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('aborted'))));
    };
    const webhooks = sender(hang, { logger, closeDeadline: 20 });
    webhooks.take(event(1));
    webhooks.take(event(2));
    await Promise.all([webhooks.close(), webhooks.close()]);
    webhooks.take(event(3));
    expect(sent).toEqual([1]);
    expect(warnings).toContainEqual(['webhook.given-up', { events: 2 }]);
  });

  it('does not wait for a pause when it is closed and time is over', async () => {
    const webhooks = sender(() => Promise.reject(new Error('ECONNREFUSED')), {
      pauses: [3_600_000],
      closeDeadline: 20,
    });
    webhooks.take(event(1));
    await expect(webhooks.close()).resolves.toBeUndefined();
  });

  it('gets through to a real server that resets, hangs and refuses', async () => {
    const behaviour = ['reset', 'hang', 'ok', 'refuse', 'reset', 'reset', 'ok'];
    const seen: unknown[] = [];
    const server = createServer((request, response) => {
      const what = behaviour[seen.length];
      void text(request).then((body) => {
        seen.push([what, numberIn(body)]);
        if (what === 'reset') request.socket.resetAndDestroy();
        else if (what !== 'hang') response.writeHead(what === 'ok' ? 200 : 500).end();
      });
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const webhooks = sender((body, signal) => postWebhook({ endpoint, headers: {} }, body, signal, 200));
    for (let number = 1; number <= 3; number++) webhooks.take(event(number));
    await webhooks.close();
    await new Promise((resolve) => server.close(resolve));
    expect(seen).toEqual([
      ['reset', 1],
      ['hang', 1],
      ['ok', 1],
      ['refuse', 2],
      ['reset', 3],
      ['reset', 3],
      ['ok', 3],
    ]);
  });
});
