import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import type { Closable } from '../lifecycle/run-service';

/** A metric as it came over the wire. */
export interface PushedMetric {
  readonly MetricName: string;
  readonly Unit: string;
  /** Seconds since the epoch. */
  readonly Timestamp: number;
  readonly Value?: number;
  readonly Values?: readonly number[];
  readonly Counts?: readonly number[];
  readonly Dimensions?: readonly { readonly Name: string; readonly Value: string }[];
}

/** One PutMetricData. */
export interface Push {
  readonly Namespace: string;
  readonly MetricData: readonly PushedMetric[];
  /** Header `x-amz-target`: the operation. */
  readonly target: string;
  /** Header `authorization`. */
  readonly authorization: string;
}

/** Stands in as Amazon's CloudWatch: a real HTTP server that takes PutMetricData in the JSON protocol of AWS. */
export class CloudWatchServer implements Closable {
  /** What was pushed and answered with success. */
  readonly pushes: Push[] = [];
  /** How it answers: it takes what comes, refuses it as AWS does who may not push, or never answers. */
  answer: 'taken' | 'refused' | 'never' = 'taken';
  /** How often it was asked, whatever it answered. */
  asked = 0;
  #wake = (): void => undefined;

  private constructor(private readonly server: Server) {
    server.on('request', (request: IncomingMessage, response: ServerResponse) => void this.#take(request, response));
  }

  static async start(): Promise<CloudWatchServer> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new CloudWatchServer(server);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Waits until something holds, looking whenever a request comes; the test's own deadline ends it. */
  async until(holds: () => boolean): Promise<void> {
    while (!holds()) await new Promise<void>((resolve) => (this.#wake = resolve));
  }

  async close(): Promise<void> {
    this.server.close();
    this.server.closeAllConnections();
    await once(this.server, 'close');
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    this.asked += 1;
    if (this.answer === 'taken') this.#accept(request, Buffer.concat(chunks));
    if (this.answer === 'taken') response.setHeader('Content-Type', 'application/x-amz-json-1.0').end('{}');
    if (this.answer === 'refused') {
      response.writeHead(403, { 'Content-Type': 'application/x-amz-json-1.0' });
      response.end(JSON.stringify({ __type: 'AccessDenied', message: 'Not authorized to perform PutMetricData' }));
    }
    this.#wake();
  }

  #accept({ headers }: IncomingMessage, body: Buffer): void {
    const text = (headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body).toString();
    const sent = JSON.parse(text) as Pick<Push, 'Namespace' | 'MetricData'>;
    const { authorization = '' } = headers;
    this.pushes.push({ ...sent, target: String(headers['x-amz-target']), authorization });
  }
}
