/** The code with which openvidu-browser closes a socket right before it opens the next one in its place. */
const REPLACED = 4104;

/** Whose socket the very next one is. */
let opening: SessionSockets | undefined;

function expectNext(sockets: SessionSockets | undefined): void {
  opening = sockets;
}

/** The sockets that openvidu-browser opens for one session, one after the other. */
export class SessionSockets {
  readonly #open = new Set<WebSocket>();
  #ended = false;

  /** Whether one of them is open, so that something can still be said over it. */
  get isOpen(): boolean {
    return [...this.#open].some(({ readyState }) => readyState === WebSocket.OPEN);
  }

  /** Whether none may be opened any more. */
  get hasEnded(): boolean {
    return this.#ended;
  }

  /** Runs what makes openvidu-browser open the first socket of the session, which it does before it returns. */
  open<T>(start: () => T): T {
    expectNext(this);
    try {
      return start();
    } finally {
      expectNext(undefined);
    }
  }

  /** Closes the one that is open. Without this, openvidu-browser keeps dialling for a session that was left while it was away. */
  end(): void {
    this.#ended = true;
    for (const socket of this.#open) socket.close();
  }

  /** Counts a socket as one of the session's until it is closed. */
  add(socket: WebSocket): void {
    this.#open.add(socket);
    socket.addEventListener('close', () => this.#open.delete(socket));
  }

  /** The next socket is one of the session's if it is opened right now. */
  replace(): void {
    expectNext(this);
    queueMicrotask(() => expectNext(undefined));
  }
}

/** Stands in for a socket that is not to be opened: nothing ever happens to it. */
function neverOpened(): WebSocket {
  const nothing = (): void => undefined;
  const { CLOSED } = WebSocket;
  return { readyState: CLOSED, close: nothing, send: nothing, addEventListener: nothing } as unknown as WebSocket;
}

/**
 * Makes the sockets of sessions leavable, for everything that opens WebSockets in this scope; others are as they were.
 * @param scope usually `window`
 */
export function installLeavableSockets(scope: { WebSocket: typeof WebSocket }): void {
  scope.WebSocket = class extends scope.WebSocket {
    readonly #sockets: SessionSockets | undefined;

    constructor(address: string | URL, protocols?: string | string[]) {
      const sockets = opening;
      expectNext(undefined);
      if (sockets?.hasEnded) return neverOpened() as never;
      super(address, protocols);
      this.#sockets = sockets;
      sockets?.add(this);
    }

    /** openvidu-browser's pings do not look whether the next socket is open yet; what is too early is lost, as on any bad way. */
    override send(data: Parameters<WebSocket['send']>[0]): void {
      if (this.#sockets && this.readyState === WebSocket.CONNECTING) return;
      super.send(data);
    }

    override close(code?: number, reason?: string): void {
      super.close(code, reason);
      if (code === REPLACED) this.#sockets?.replace();
    }
  };
}
