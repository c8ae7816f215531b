import type { FrameReply } from '@bapsang/shared';
import { DialledAddresses } from './dialled-addresses';
import type { PageFrameSocket } from './page-recognition';
import { ParticipantRecord } from './participant-record';
import { RecordedSockets } from './recorded-sockets';

const accepted: FrameReply = { accepted: true, sequence: 1, framesPerSecond: 2, heldFor: 1, face: null };
const error = { code: 'frame_stale', status: 503, message: 'Too old.', retryable: true } as const;
const refused: FrameReply = { accepted: false, sequence: 1, framesPerSecond: 2, heldFor: 1, error };

/** A socket that answers as it is told; it is gone once it is closed. */
function scriptedSocket(answer: () => Promise<FrameReply>): PageFrameSocket {
  const gone = new AbortController();
  return { gone: gone.signal, send: answer, close: () => gone.abort('lost') };
}

describe('RecordedSockets', () => {
  let record: ParticipantRecord;
  let answers: (() => Promise<FrameReply>)[];
  let sockets: RecordedSockets;
  const open = (worker: string): Promise<PageFrameSocket> =>
    sockets.open(worker, 'ticket', new AbortController().signal);

  beforeEach(() => {
    record = new ParticipantRecord();
    answers = [];
    const openSocket = (): Promise<PageFrameSocket> => {
      return Promise.resolve(scriptedSocket(() => answers.shift()?.() ?? Promise.resolve(accepted)));
    };
    const biteAt = (capturedAt: number): 'ends' | undefined => (capturedAt % 2 === 0 ? 'ends' : undefined);
    sockets = new RecordedSockets(openSocket, new DialledAddresses(false), record, biteAt);
  });

  it('knows where frames go, until the socket is gone', async () => {
    expect(sockets.worker).toBeUndefined();
    const socket = await open('http://127.0.0.1:1');
    expect(sockets.worker).toBe('http://127.0.0.1:1');
    socket.close();
    expect(sockets.worker).toBeUndefined();
  });

  it('knows that frames go on to the old one where the new one is gone first', async () => {
    await open('http://127.0.0.1:1');
    (await open('http://127.0.0.1:2')).close();
    expect(sockets.worker).toBe('http://127.0.0.1:1');
  });

  it('tells a move, in which the old socket stays until the new one is open, from coming back', async () => {
    const first = await open('http://127.0.0.1:1');
    const second = await open('http://127.0.0.1:2');
    expect([record.moves, record.reconnects]).toEqual([1, 0]);
    first.close();
    second.close();
    await open('http://127.0.0.1:3');
    expect([record.moves, record.reconnects]).toEqual([1, 1]);
  });

  it('records what became of every frame and hands the answer on', async () => {
    const socket = await open('http://127.0.0.1:1');
    answers = [
      () => Promise.resolve(accepted),
      () => Promise.resolve(refused),
      () => Promise.reject(new Error('gone')),
    ];
    const jpeg = new Uint8Array();
    expect(await socket.send({ sequence: 1, capturedAt: 2 }, jpeg)).toBe(accepted);
    expect(await socket.send({ sequence: 2, capturedAt: 4 }, jpeg)).toBe(refused);
    await expect(socket.send({ sequence: 3, capturedAt: 6 }, jpeg)).rejects.toThrow('gone');
    await socket.send({ sequence: 4, capturedAt: 7 }, jpeg);
    expect(record.bites.map(({ endedAt, outcome }) => [endedAt, outcome])).toEqual([
      [2, 'acknowledged'],
      [4, 'refused'],
      [6, 'unanswered'],
    ]);
    expect([record.framesSent, record.framesSeen]).toEqual([4, 2]);
  });

  it('counts why a socket could not be opened', async () => {
    const openSocket = (): Promise<never> =>
      Promise.reject(Object.assign(new Error(), { data: { code: 'ticket_used' } }));
    sockets = new RecordedSockets(openSocket, new DialledAddresses(false), record, () => undefined);
    await expect(open('http://127.0.0.1:1')).rejects.toThrow();
    expect(Object.fromEntries(record.refusals)).toEqual({ 'socket ticket_used': 1 });
  });

  it('dials no other machine, whatever the api says', async () => {
    await expect(open('http://worker.example')).rejects.toThrow('--allow-remote');
  });
});
