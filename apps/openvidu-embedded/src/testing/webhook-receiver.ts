import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

/** An event as it was posted. */
export interface ReceivedEvent {
  readonly headers: IncomingHttpHeaders;
  readonly body: Readonly<Record<string, unknown>>;
}

/** An application's webhook: answers 200 and keeps what came, in order. */
export class WebhookReceiver {
  readonly events: ReceivedEvent[] = [];

  private constructor(private readonly server: Server) {
    server.on('request', (request, response) => {
      void json(request).then((body) => {
        this.events.push({ headers: request.headers, body: body as ReceivedEvent['body'] });
        response.end();
      });
    });
  }

  /** Listens on a free port. */
  static async open(): Promise<WebhookReceiver> {
    const receiver = new WebhookReceiver(createServer().listen(0, '127.0.0.1'));
    await once(receiver.server, 'listening');
    return receiver;
  }

  get endpoint(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/hook`;
  }

  async close(): Promise<void> {
    await new Promise((resolve) => this.server.close(resolve));
  }
}
