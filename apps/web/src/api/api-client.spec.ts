import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ApplicationError } from '@bapsang/shared';
import { english } from '../i18n/english';
import { ApiClient } from './api-client';
import { failureSentence } from './failure-sentence';

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

describe('ApiClient', () => {
  let server: Server;
  let client: ApiClient;
  let answer: Answer;
  let asked: { method: string | undefined; url: string | undefined; authorization: string | undefined; body: string };

  beforeEach(async () => {
    server = createServer((request, response) => {
      void readBody(request).then((body) => {
        asked = { method: request.method, url: request.url, authorization: request.headers.authorization, body };
        response.writeHead(answer.status, { 'content-type': 'application/json' });
        response.end(typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    client = new ApiClient(fetch, `http://127.0.0.1:${String(port)}/api`);
  });

  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  it('joins a meal and reads the ticket out of the answer', async () => {
    const recognition = {
      url: 'http://localhost:5001',
      ticket: 'ticket',
      expiresAt: 1,
      maxFrameBytes: 65_536,
      framesPerSecond: 8,
      width: 320,
      height: 240,
    };
    answer = {
      status: 201,
      body: {
        participantId: 'p',
        token: 'ws://localhost?token=t',
        connectionId: 'c',
        role: 'PUBLISHER',
        rejoinKey: 'r',
        recognition,
      },
    };
    const joined = await client.joinMeal('a/b', { displayName: 'Minji', recognition: 'server' });
    expect(joined.recognition).toMatchObject(recognition);
    expect(asked).toMatchObject({ method: 'POST', url: '/api/meals/a%2Fb/participants' });
    expect(JSON.parse(asked.body)).toEqual({ displayName: 'Minji', recognition: 'server' });
  });

  it('shows the rejoin key as a bearer token, never in the address', async () => {
    answer = { status: 200, body: { unavailable: 'no_worker' } };
    await expect(client.renewRecognition('m', 'p', 'c', 'secret')).resolves.toMatchObject({ unavailable: 'no_worker' });
    expect(asked).toMatchObject({ url: '/api/meals/m/participants/p/recognition', authorization: 'Bearer secret' });
    answer = { status: 200, body: { motions: [] } };
    await client.tableMotions('m', 'secret');
    expect(asked).toMatchObject({ method: 'GET', url: '/api/meals/m/motions', authorization: 'Bearer secret' });
  });

  it('acts for the host with the host key, and needs no body in the answer', async () => {
    answer = { status: 204, body: '' };
    await client.requestMute('m', 'a/b', 'key');
    expect(asked).toMatchObject({ method: 'POST', url: '/api/meals/m/participants/a%2Fb/mute-request', body: '' });
    await client.removeParticipant('m', 'p', 'key');
    expect(asked).toMatchObject({ method: 'DELETE', url: '/api/meals/m/participants/p' });
    await client.endMeal('m', 'key');
    expect(asked).toMatchObject({ method: 'DELETE', url: '/api/meals/m', authorization: 'Bearer key' });
  });

  it('asks for a connection for a screen', async () => {
    answer = { status: 201, body: { token: 'ws://localhost?token=t', connectionId: 'c' } };
    await expect(client.openScreen('m', 'a/b', 'secret')).resolves.toEqual(answer.body);
    expect(asked).toEqual({
      method: 'POST',
      url: '/api/meals/m/participants/a%2Fb/screen',
      authorization: 'Bearer secret',
      body: '',
    });
  });

  it('tells who was removed that the host did it', async () => {
    answer = { status: 403, body: new ApplicationError('removed_from_meal', 'Removed.').toBody() };
    const failure: unknown = await client
      .joinMeal('m', { displayName: 'x', recognition: 'none' })
      .catch((error: unknown) => error);
    expect(failureSentence(failure)).toBe('removed');
  });

  it('throws the error that the api answered', async () => {
    answer = { status: 404, body: new ApplicationError('meal_not_found', 'There is no such meal.').toBody('id-1') };
    await expect(client.describeMeal('m')).rejects.toMatchObject({ code: 'meal_not_found', status: 404 });
  });

  it('takes an answer that breaks the contract for a fault of ours, not for a meal', async () => {
    answer = {
      status: 200,
      body: { mealId: 'm', participants: -1, seated: [], full: false, recognitionAvailable: true },
    };
    await expect(client.describeMeal('m')).rejects.toMatchObject({ code: 'internal_error' });
    answer = { status: 200, body: '<html>' };
    await expect(client.describeMeal('m')).rejects.toMatchObject({ code: 'internal_error' });
  });

  it('takes a bare 502 of the proxy and a server that is gone for a server that is not ready', async () => {
    answer = { status: 502, body: 'Bad gateway' };
    await expect(client.createMeal()).rejects.toMatchObject({ code: 'not_ready', retryable: true });
    const nowhere = new ApiClient(() => Promise.reject(new TypeError('fetch failed')));
    await expect(nowhere.createMeal()).rejects.toMatchObject({ code: 'not_ready', retryable: true });
  });
});

describe('failureSentence()', () => {
  it('has a sentence of its own for what people can do something about', () => {
    const sentence = (code: ConstructorParameters<typeof ApplicationError>[0]): string =>
      english.error[failureSentence(new ApplicationError(code, ''))];
    expect(sentence('meal_not_found')).toBe(english.error.mealNotFound);
    expect(sentence('openvidu_unavailable')).toBe(english.error.media);
    expect(sentence('not_ready')).toBe(english.error.unreachable);
    expect(sentence('too_many_requests')).toBe(english.error.tooMany);
    expect(sentence('meal_full')).toBe(english.error.full);
    expect(sentence('unauthorized')).toBe(english.error.refused);
  });

  it('says that something is wrong on our side for everything else', () => {
    expect(failureSentence(new TypeError('x is undefined'))).toBe('unexpected');
    expect(failureSentence(new ApplicationError('internal_error', ''))).toBe('unexpected');
  });
});

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
