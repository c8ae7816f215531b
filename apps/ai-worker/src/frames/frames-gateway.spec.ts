import type { ErrorBody } from '@bapsang/shared';
import { setTimeout as pause } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { connectFrames, sendFrame, signTicket, type ClientSocket } from '../testing/frame-client.spec-support';
import { START_TIMEOUT, WorkerUnderTest } from '../testing/running-worker.spec-support';
import { coveredFrame, frameThatClaims, personFrame } from '../testing/sample-frames.spec-support';
import { waitUntil } from '../testing/wait-until.spec-support';
import { NO_SEQUENCE } from './frame-intake';

const PLACES = 3;
const MAX_FRAME_BYTES = 30_000;

/** How long to wait for a frame in flight before asking again, ms: asking all the time would be flooding. */
const FLIGHT = 100;

describe('the namespace for frames', () => {
  let running: WorkerUnderTest;
  let bystander: ClientSocket;
  let bystanderSequence = 0;
  let person: Buffer;

  beforeAll(async () => {
    person = await personFrame();
    running = await WorkerUnderTest.start({
      WORKER_PLACES: `${PLACES}`,
      WORKER_MAX_FRAME_BYTES: `${MAX_FRAME_BYTES}`,
    });
    bystander = await running.connect('bystander');
  }, START_TIMEOUT);

  afterAll(() => running.close());

  // Whatever a test did at the door, somebody else's frames go on being looked at.
  afterEach(async () => {
    bystanderSequence += 1;
    expect(await sendFrame(bystander, header(bystanderSequence), person)).toMatchObject({ accepted: true });
    expect(running.log.of('inference.lost')).toEqual([]);
    expect(running.log.of('socket.failed')).toEqual([]);
    expect(running.api.faults).toEqual([]);
  });

  function header(sequence: number): object {
    return { sequence, capturedAt: Date.now() };
  }

  async function refusal(auth: object, namespace?: string): Promise<ErrorBody> {
    const error: unknown = await connectFrames(running.worker.url, auth, namespace).catch((thrown: unknown) => thrown);
    return (error as { readonly data: ErrorBody }).data;
  }

  async function withSocket(participantId: string, use: (socket: ClientSocket) => Promise<void>): Promise<void> {
    const socket = await running.connect(participantId);
    try {
      await use(socket);
    } finally {
      socket.disconnect();
      await waitUntil(`${participantId} has left`, () =>
        running.log.of('participant.disconnected').some(({ fields }) => fields.participantId === participantId),
      );
    }
  }

  async function isCut(socket: ClientSocket): Promise<void> {
    await waitUntil('the socket is cut', () => !socket.connected);
    expect(running.log.of('socket.cut').length).toBeGreaterThan(0);
  }

  it('closes the socket of who withdrew the consent at once, and lets them in again with a new one', async () => {
    const socket = await running.connect('withdrawer');
    await sendFrame(socket, header(1), person);
    const ticket = await running.ticket({ sub: 'withdrawer' });
    await running.api.withdraw({ participantId: 'withdrawer', withdrawnAt: Date.now() / 1000 });
    await waitUntil('the socket is closed', () => !socket.connected);
    expect(await refusal({ ticket })).toMatchObject({ code: 'ticket_invalid' });
    expect((await running.health('ready')).body.participants).toBe(1);
    await pause(2);
    await withSocket('withdrawer', async (again) => {
      expect(await sendFrame(again, header(1), person)).toMatchObject({ accepted: true });
    });
  });

  it('acknowledges a frame once it has been looked at, with the pace to go on', async () => {
    await withSocket('taker', async (socket) => {
      for (const sequence of [0, 1, 7]) {
        const reply = await sendFrame(socket, header(sequence), person);
        expect(reply).toEqual({
          accepted: true,
          sequence,
          framesPerSecond: expect.any(Number),
          heldFor: expect.any(Number),
          face: expect.objectContaining({ width: expect.any(Number), height: expect.any(Number) }),
          underWay: expect.any(Boolean),
        });
        expect(reply.framesPerSecond).toBeGreaterThanOrEqual(1);
      }
      await waitUntil('the api knows', () =>
        running.api.reports.some(({ participantId }) => participantId === 'taker'),
      );
    });
  });

  it('takes a part of the picture, and refuses what is none', async () => {
    await withSocket('cropped', async (socket) => {
      const part = { left: 0.25, top: 0.2, width: 0.5, height: 0.5 };
      expect(await sendFrame(socket, { ...header(1), part }, person)).toMatchObject({ accepted: true });
      for (const [index, none] of [{ ...part, left: 0.6 }, { ...part, width: 0 }, [part], 'left', null].entries()) {
        const reply = await sendFrame(socket, { ...header(2 + index), part: none }, person);
        expect(reply).toMatchObject({ accepted: false, error: { code: 'invalid_request' } });
      }
    });
  });

  it('lets a participant be calibrated while frames go on', async () => {
    await withSocket('calm', async (socket) => {
      await sendFrame(socket, header(1), person);
      socket.emit('calibrate');
      expect(await sendFrame(socket, header(2), person)).toMatchObject({ accepted: true, sequence: 2 });
    });
  });

  it('refuses a handshake without a ticket', async () => {
    expect(await refusal({})).toMatchObject({ code: 'ticket_invalid', status: 401, retryable: false });
    expect(await refusal({ ticket: { toString: 'x' } })).toMatchObject({ code: 'ticket_invalid' });
  });

  it('refuses a forged, an expired and a foreign ticket, each by its code', async () => {
    const forged = await signTicket('the secret of somebody else', { aud: running.workerId });
    expect(await refusal({ ticket: forged })).toMatchObject({ code: 'ticket_invalid' });
    const expired = await running.ticket({ exp: Math.floor(Date.now() / 1000) - 1 });
    expect(await refusal({ ticket: expired })).toMatchObject({ code: 'ticket_expired' });
    expect(await refusal({ ticket: await running.ticket({ aud: 'worker-2' }) })).toMatchObject({
      code: 'ticket_foreign',
    });
  });

  it('lets a ticket open one socket only, also when two try at once', async () => {
    const ticket = await running.ticket({ sub: 'twice' });
    const attempts = await Promise.allSettled([1, 2, 3].map(() => connectFrames(running.worker.url, { ticket })));
    const opened = attempts.flatMap((attempt) => (attempt.status === 'fulfilled' ? [attempt.value] : []));
    expect(opened).toHaveLength(1);
    expect(await refusal({ ticket })).toMatchObject({ code: 'ticket_used' });
    opened[0]!.disconnect();
    await waitUntil('the place is free', () =>
      running.log.of('participant.disconnected').some(({ fields }) => fields.participantId === 'twice'),
    );
  });

  it('refuses who comes when all places are taken, without using the ticket up', async () => {
    const ticket = await running.ticket({ sub: 'late' });
    await withSocket('first', () =>
      withSocket('second', async () => {
        expect(await refusal({ ticket })).toMatchObject({ code: 'too_many_requests', retryable: true });
      }),
    );
    (await connectFrames(running.worker.url, { ticket })).disconnect();
  });

  it('gives a participant to the newer socket and tells the older one', async () => {
    const older = await running.connect('moving');
    const told = new Promise((resolve) => older.once('replaced', () => resolve('replaced')));
    await withSocket('moving', async (newer) => {
      expect(await told).toBe('replaced');
      await waitUntil('the older socket is closed', () => !older.connected);
      expect(await sendFrame(newer, header(1), person)).toMatchObject({ accepted: true });
    });
  });

  it('offers nothing on another namespace, and nothing by polling', async () => {
    expect(await refusal({}, '/')).toMatchObject({ code: 'not_found' });
    const polling = await fetch(`${running.worker.url}/socket.io/?EIO=4&transport=polling`);
    expect(polling.status).toBe(400);
  });

  it('refuses what is not a JPEG', async () => {
    await withSocket('ann', async (socket) => {
      const rubbish = [
        Buffer.from('GIF89a rubbish'),
        Buffer.alloc(0),
        person.subarray(0, 40),
        Buffer.alloc(20_000, 0xff),
      ];
      for (const [index, jpeg] of rubbish.entries()) {
        const reply = await sendFrame(socket, header(index), jpeg);
        expect(reply).toMatchObject({ accepted: false, sequence: index, error: { code: 'frame_invalid' } });
      }
      for (const [index, notBytes] of ['text', 7, null, { type: 'Buffer', data: [1] }, [person]].entries()) {
        const reply = await sendFrame(socket, header(10 + index), notBytes);
        expect(reply).toMatchObject({ accepted: false, error: { code: 'frame_invalid', status: 400 } });
      }
      expect(await sendFrame(socket, header(20), person)).toMatchObject({ accepted: true });
    });
  });

  it('refuses a small JPEG that claims 20000 x 20000 pixels', async () => {
    await withSocket('ann', async (socket) => {
      const reply = await sendFrame(socket, header(1), await frameThatClaims(20_000, 20_000));
      expect(reply).toMatchObject({ accepted: false, error: { code: 'frame_too_many_pixels', status: 413 } });
    });
  });

  it('answers a frame that is too large, and cuts a socket that sends far too much', async () => {
    await withSocket('ann', async (socket) => {
      const reply = await sendFrame(socket, header(1), Buffer.alloc(MAX_FRAME_BYTES + 1));
      expect(reply).toMatchObject({ accepted: false, error: { code: 'frame_too_large' } });
      expect(await sendFrame(socket, header(2), person)).toMatchObject({ accepted: true });
      socket.emit('frame', { sequence: 3, capturedAt: 1 }, Buffer.alloc(50 * 2 ** 20), () => undefined);
      await isCut(socket);
    });
  });

  it('refuses frames that are not newer than the last', async () => {
    await withSocket('ann', async (socket) => {
      await sendFrame(socket, header(5), person);
      for (const sequence of [5, 4]) {
        const reply = await sendFrame(socket, header(sequence), person);
        expect(reply).toMatchObject({ accepted: false, sequence, error: { code: 'frame_out_of_order', status: 409 } });
      }
      expect(await sendFrame(socket, header(6), person)).toMatchObject({ accepted: true });
    });
  });

  it('drops a frame that waits behind one in flight for a newer one, and says so', async () => {
    await withSocket('ann', async (socket) => {
      const replies = await Promise.all([1, 2, 3].map((sequence) => sendFrame(socket, header(sequence), person)));
      expect(replies).toMatchObject([
        { accepted: true, sequence: 1 },
        { accepted: false, sequence: 2, error: { code: 'frame_in_flight', retryable: true } },
        { accepted: true, sequence: 3 },
      ]);
      const metrics = await (await fetch(`${running.worker.url}/metrics`)).text();
      expect(metrics).toMatch(/^ai_worker_frames_dropped_total\{reason="superseded"\} [1-9]/m);
    });
  });

  it('refuses headers that are not headers', async () => {
    await withSocket('ann', async (socket) => {
      const deep = JSON.parse(`${'['.repeat(500)}${']'.repeat(500)}`) as unknown;
      const rubbish = [
        null,
        7,
        'header',
        [],
        {},
        { sequence: -1, capturedAt: 1 },
        { sequence: '1', capturedAt: {} },
        deep,
      ];
      for (const wrong of [...rubbish, { sequence: deep, capturedAt: deep }]) {
        const reply = await sendFrame(socket, wrong, person);
        expect(reply).toMatchObject({ accepted: false, error: { code: 'invalid_request', status: 400 } });
        expect(reply.sequence).toBe(NO_SEQUENCE);
      }
    });
  });

  it('bears events and arguments that nobody asked for', async () => {
    await withSocket('ann', async (socket) => {
      const anything = socket as unknown as { emit(event: string, ...parts: unknown[]): void };
      anything.emit('frame');
      anything.emit('frame', header(1));
      anything.emit('frame', header(1), person, 'no function');
      anything.emit('error', 'boo');
      anything.emit('register', {});
      anything.emit('__proto__', { constructor: 1 });
      anything.emit('frame', ...Array.from({ length: 50 }, () => ({})));
      const reply = await new Promise((resolve) => anything.emit('frame', resolve));
      expect(reply).toMatchObject({ accepted: false, error: { code: 'invalid_request' } });
      // The frame that nobody wanted to hear of was taken all the same, and may still be in flight.
      let next = await sendFrame(socket, header(2), person);
      while (!next.accepted && next.error.code === 'frame_in_flight') {
        await pause(FLIGHT);
        next = await sendFrame(socket, header(2), person);
      }
      expect(next).toMatchObject({ accepted: true });
      expect(await sendFrame(socket, header(1), person)).toMatchObject({ error: { code: 'frame_out_of_order' } });
    });
  });

  it('cuts a socket that floods', async () => {
    await withSocket('ann', async (socket) => {
      const frame = await coveredFrame();
      for (let sequence = 0; sequence < 1000; sequence += 1)
        socket.emit('frame', { sequence, capturedAt: 1 }, frame, () => undefined);
      await isCut(socket);
      expect(running.log.of('socket.cut').at(-1)?.fields).toEqual({ reason: 'too many packets' });
    });
  });

  async function openWire(): Promise<WebSocket> {
    const wire = new WebSocket(`${running.worker.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`);
    await new Promise((resolve) => wire.once('open', resolve));
    return wire;
  }

  function isClosed(wire: WebSocket): Promise<unknown> {
    return new Promise((resolve) => wire.once('close', resolve));
  }

  function hears(wire: WebSocket, start: string): Promise<string> {
    return new Promise((resolve) => {
      wire.on('message', (data: Buffer) => {
        if (data.toString().startsWith(start)) resolve(data.toString().slice(start.length));
      });
    });
  }

  it.each([
    ['a broken handshake', '40/frames,{"ticket":'],
    ['a placeholder for bytes that do not come', '451-/frames,["frame",{"_placeholder":true,"num":9}]'],
    ['more attachments than anybody needs', '4599999999-/frames,["frame"]'],
    ['an unknown packet type', '9'],
    ['letters', 'x'.repeat(1000)],
    ['a binary event nested too deep', `451-/frames,["frame",${'['.repeat(50_000)}${']'.repeat(50_000)}]`],
  ])('closes a connection that sends %s', async (_what, text) => {
    const wire = await openWire();
    const closed = isClosed(wire);
    wire.send(text);
    wire.send(Buffer.from([1, 2, 3]));
    await closed;
  });

  it('refuses a header that is nested too deep to walk through', async () => {
    const wire = await openWire();
    const admitted = hears(wire, '40/frames,{"sid"');
    wire.send(`40/frames,${JSON.stringify({ ticket: await running.ticket() })}`);
    await admitted;
    const acknowledged = hears(wire, '43/frames,1');
    const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
    wire.send(`42/frames,1["frame",{"sequence":${deep}},${deep}]`);
    expect(JSON.parse(await acknowledged)).toMatchObject([{ accepted: false, error: { code: 'invalid_request' } }]);
    const closed = isClosed(wire);
    wire.close();
    await closed;
  });
});
