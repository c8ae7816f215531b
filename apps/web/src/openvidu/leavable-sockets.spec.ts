import { installLeavableSockets, SessionSockets } from './leavable-sockets';

/** The browser's WebSocket, as far as it is touched. */
class BrowserSocket extends EventTarget {
  static readonly CONNECTING = 0;
  static readonly OPEN = 1;
  static readonly CLOSED = 3;
  static readonly opened: BrowserSocket[] = [];
  readyState: number = BrowserSocket.CONNECTING;
  code: number | undefined;

  constructor(readonly url: string) {
    super();
    BrowserSocket.opened.push(this);
  }

  readonly sent: unknown[] = [];

  send(data: unknown): void {
    if (this.readyState === BrowserSocket.CONNECTING) throw new DOMException('Still connecting.', 'InvalidStateError');
    this.sent.push(data);
  }

  close(code = 1005): void {
    this.code = code;
    this.readyState = BrowserSocket.CLOSED;
    this.dispatchEvent(new Event('close'));
  }
}

describe('SessionSockets', () => {
  const native = globalThis.WebSocket;
  let sockets: SessionSockets;

  /** What openvidu-browser does to dial again. */
  function replace(former: WebSocket): WebSocket {
    former.close(4104, 'Connection closed for reconnection');
    return new WebSocket(`${former.url}&reconnect=true`);
  }

  beforeEach(() => {
    BrowserSocket.opened.length = 0;
    globalThis.WebSocket = BrowserSocket as unknown as typeof WebSocket;
    installLeavableSockets(globalThis);
    sockets = new SessionSockets();
  });

  afterEach(() => {
    globalThis.WebSocket = native;
  });

  it('close with the session, and one that replaced another is of the same session', () => {
    const first = sockets.open(() => new WebSocket('ws://table'));
    const second = replace(first);
    sockets.end();
    expect([first, second].map((socket) => (socket as unknown as BrowserSocket).code)).toEqual([4104, 1005]);
  });

  it('are not opened any more for a session that has ended, whose owner hears nothing of it', () => {
    const first = sockets.open(() => new WebSocket('ws://table'));
    sockets.end();
    const second = replace(first);
    expect(second.readyState).toBe(BrowserSocket.CLOSED);
    expect(() => replace(second)).not.toThrow();
    expect(BrowserSocket.opened.map(({ url }) => url)).toEqual(['ws://table', 'undefined&reconnect=true']);
  });

  it('lose what is said too early, which throws in the socket of anybody else', () => {
    const socket = sockets.open(() => new WebSocket('ws://table'));
    socket.send('ping');
    const { sent } = Object.assign(socket as unknown as BrowserSocket, { readyState: BrowserSocket.OPEN });
    socket.send('ping again');
    expect(sent).toEqual(['ping again']);
    expect(() => new WebSocket('ws://elsewhere').send('hello')).toThrow('Still connecting.');
  });

  it('leave the sockets of others alone', async () => {
    const first = sockets.open(() => new WebSocket('ws://table'));
    const foreign = new WebSocket('ws://worker');
    first.close(4104);
    await Promise.resolve();
    const later = new WebSocket('ws://worker');
    sockets.end();
    expect([foreign, later].map(({ readyState }) => readyState)).toEqual([0, 0]);
  });

  it('are open for as long as one of them is', () => {
    const first = sockets.open(() => new WebSocket('ws://table'));
    expect(sockets.isOpen).toBe(false);
    (first as unknown as BrowserSocket).readyState = BrowserSocket.OPEN;
    expect(sockets.isOpen).toBe(true);
    first.close();
    expect(sockets.isOpen).toBe(false);
  });
});
