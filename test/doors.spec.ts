import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { isGranted, type ErrorBody } from '@bapsang/shared';
import { SignJWT } from 'jose';
import type { Browser } from 'playwright-core';
import { io } from 'socket.io-client';
import { WebSocket } from 'ws';
import { writePersonClip } from './clips/person-clip';
import { launchChromium } from './support/chromium';
import { eventuallyTrue } from './support/eventually';
import { FrameSender } from './support/frame-sender';
import { joinByRest } from './support/join-by-rest';
import { residentMemory } from './support/process-tree';
import { hugeJpeg, noJpeg, RUBBISH_BODIES, RUBBISH_MESSAGES } from './support/rubbish';
import { ARTIFACTS, RunningSystem, WORKER_SECRET } from './support/running-system';
import { TablePage } from './support/table-page';

jest.setTimeout(240_000);

/** How much more memory all processes together may hold after the third round of rubbish than after the second, MiB. */
const MEMORY_SLACK = 96;

describe('rubbish at every door, during a meal', () => {
  let system: RunningSystem;
  let browser: Browser;
  let table: TablePage;
  let friend: TablePage;
  let mealUrl: string;
  let pids: readonly number[];

  beforeAll(async () => {
    // What stands behind the rate limits is what is tried here.
    system = await RunningSystem.start('doors', { RATE_LIMIT_FACTOR: '100' });
    const clip = join(ARTIFACTS, 'person-doors.y4m');
    await writePersonClip(clip);
    browser = await launchChromium({ camera: clip });
    table = await TablePage.open(browser, system.webUrl);
    mealUrl = await table.createMeal();
    friend = await TablePage.open(browser, mealUrl);
    await table.join('Mina', 'server');
    await friend.join('Alex', 'none');
    await eventuallyTrue('Mina is seen', async () => (await table.ownTile()).recognition === 'active');
    pids = system.processes().map(({ pid }) => pid);
  });

  afterAll(async () => {
    await browser.close();
    await system.close();
  });

  async function nobodyElseIsDisturbed(): Promise<void> {
    const { participantId } = await table.ownTile();
    const before = (await friend.tile(participantId))?.frames ?? 0;
    await eventuallyTrue(
      'The meal goes on',
      async () => ((await friend.tile(participantId))?.frames ?? 0) > before + 10,
    );
    await eventuallyTrue(
      'Mina is still seen',
      async () => (await friend.tile(participantId))?.recognition === 'active',
    );
    expect(system.processes().map(({ pid }) => pid)).toEqual(pids);
  }

  async function frameTicket(): Promise<string> {
    const { recognition } = await joinByRest(system.apiUrl, mealUrl, 'server');
    if (!isGranted(recognition)) throw new Error(`No ticket: ${recognition.unavailable}`);
    return recognition.ticket;
  }

  async function refusal(ticket: unknown): Promise<string> {
    const error: unknown = await FrameSender.open(system.workerPublicUrl, ticket).catch((thrown: unknown) => thrown);
    return (error as { data: ErrorBody }).data.code;
  }

  async function throwBodies(): Promise<void> {
    const mealId = new URL(mealUrl).pathname.split('/').at(-1);
    const paths = [
      `/api/meals/${mealId}/participants`,
      `/api/meals/${mealId}/participants/par_x/recognition`,
      `/api/meals/none/participants`,
      '/api/sessions',
      '/api/sessions/none/connections',
    ];
    for (const path of paths) {
      for (const body of RUBBISH_BODIES) {
        const headers = { 'content-type': 'application/json', authorization: 'Bearer rubbish' };
        const response = await fetch(system.apiUrl + path, { method: 'POST', headers, body });
        expect([200, 400, 401, 404, 413]).toContain(response.status);
        await response.arrayBuffer();
        const answered = await system.openvidu('/signal', { method: 'POST', body });
        expect([400, 403, 404, 413]).toContain(answered.status);
        await answered.arrayBuffer();
      }
    }
    const flood = await fetch(`${system.apiUrl}/api/meals/${mealId}/participants`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: `{"displayName":"${'x'.repeat(5_000_000)}"}`,
    });
    expect(((await flood.json()) as ErrorBody).code).toBe('payload_too_large');
  }

  async function throwMessages(): Promise<void> {
    const socket = new WebSocket(`${system.openviduUrl.replace('http', 'ws')}/openvidu?sessionId=none`);
    await once(socket, 'open');
    for (const message of RUBBISH_MESSAGES) socket.send(message);
    socket.send(noJpeg(1000));
    const closed = once(socket, 'close');
    socket.send('x'.repeat(20_000_000));
    await closed;
  }

  async function throwFrames(): Promise<void> {
    const sender = await FrameSender.open(system.workerPublicUrl, await frameTicket());
    const codeOf = async (jpeg: Uint8Array): Promise<string> => {
      const reply = await sender.send(jpeg);
      return reply.accepted ? 'accepted' : reply.error.code;
    };
    expect(await codeOf(noJpeg(2000))).toBe('frame_invalid');
    expect(await codeOf(new Uint8Array())).toBe('frame_invalid');
    expect(await codeOf(await hugeJpeg())).toBe('frame_too_many_pixels');
    expect(await codeOf(noJpeg(100_000))).toBe('frame_too_large');
    const late = await sender.sendAs(1, noJpeg(100));
    expect(late.accepted ? 'accepted' : late.error.code).toBe('frame_out_of_order');
    const loose = sender.socket as unknown as { emit(event: string, ...rubbish: unknown[]): void };
    for (const rubbish of [null, 5, 'text', [], {}, { a: { b: [1] } }]) {
      loose.emit('frame', rubbish);
      loose.emit('frame', rubbish, rubbish, rubbish);
      loose.emit('nothing', rubbish);
    }
    sender.close();
    const flooder = await FrameSender.open(system.workerPublicUrl, await frameTicket());
    await flooder.sendUntilCut(noJpeg(50_000_000));
    flooder.close();
  }

  it('answers with a clear error, keeps its memory, and disturbs nobody', async () => {
    const memory: number[] = [];
    for (let round = 0; round < 3; round += 1) {
      await throwBodies();
      await throwMessages();
      await throwFrames();
      await nobodyElseIsDisturbed();
      memory.push(residentMemory(pids));
    }
    const [, second = 0, third = 0] = memory;
    expect(third - second).toBeLessThan(MEMORY_SLACK);
  });

  it('tells expired, forged, foreign and used tickets apart', async () => {
    const sign = async (secret: string, claims: object): Promise<string> => {
      const iat = Date.now() / 1000;
      const exp = Math.floor(iat) + 60;
      const seat = { sub: 'par_x', mealId: 'm', connectionId: 'con_x', seal: 'made up' };
      const all = { jti: randomUUID(), iat, exp, ...seat, ...claims };
      return new SignJWT(all).setProtectedHeader({ alg: 'HS256' }).sign(new TextEncoder().encode(secret));
    };
    const { workerId } = (await (await fetch(`${system.workerUrl}/health/ready`)).json()) as { workerId: string };
    const used = await frameTicket();
    const sender = await FrameSender.open(system.workerPublicUrl, used);
    expect(await refusal(used)).toBe('ticket_used');
    expect(await refusal(await sign(WORKER_SECRET, { aud: workerId, exp: 1 }))).toBe('ticket_expired');
    expect(await refusal(await sign('somebody else’s secret', { aud: workerId }))).toBe('ticket_invalid');
    expect(await refusal(await sign(WORKER_SECRET, { aud: 'worker-other' }))).toBe('ticket_foreign');
    expect(await refusal('rubbish')).toBe('ticket_invalid');
    expect(await refusal(undefined)).toBe('ticket_invalid');
    sender.close();
    await nobodyElseIsDisturbed();
  });

  it('lets no worker in without the secret', async () => {
    const socket = io(`${system.apiUrl}/workers`, {
      transports: ['websocket'],
      auth: { token: 'x' },
      reconnection: false,
    });
    const error = await new Promise<Error & { data?: ErrorBody }>((resolve) => socket.once('connect_error', resolve));
    socket.close();
    expect(error.data?.code).toBe('worker_refused');
  });
});
