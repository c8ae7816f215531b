import { once } from 'node:events';
import { request as requestHttp, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import { finished } from 'node:stream/promises';

/** How long one try may take from its connection to the end of the answer, ms; OpenVidu's figure. */
export const WEBHOOK_TIMEOUT = 10_000;

/** Where events are posted. */
export interface WebhookTarget {
  /** http or https. */
  readonly endpoint: string;
  /** Sent with every request besides `Content-Type: application/json`, which they may replace. */
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Posts one body. The certificate of an https endpoint is not verified, as in OpenVidu.
 * @param signal ends the try
 * @param timeout how long the answer may take, to its end, ms
 * @returns the status of the answer, however its body goes on
 * @throws the system's error where no answer came
 */
export async function postWebhook(
  { endpoint, headers }: WebhookTarget,
  body: string,
  signal: AbortSignal,
  timeout = WEBHOOK_TIMEOUT,
): Promise<number> {
  const send = new URL(endpoint).protocol === 'https:' ? requestHttps : requestHttp;
  const request = send(endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers, 'content-length': Buffer.byteLength(body) },
    // A connection of its own for each event: a kept one may be closed by the other side in the moment of its use.
    agent: false,
    rejectUnauthorized: false,
    signal,
  });
  // What fails after the answer has begun is told to nobody else.
  request.on('error', () => undefined);
  const late = setTimeout(() => request.destroy(new Error(`No answer within ${timeout} ms`)), timeout);
  try {
    request.end(body);
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    response.resume();
    await finished(response).catch(() => undefined);
    return response.statusCode ?? 0;
  } finally {
    clearTimeout(late);
  }
}
