/** The object `network` of a page under test: what stands between its WebSockets and the world. */
export interface PageNetwork {
  /** Closes every open socket; new ones pass. */
  cut(): void;
  /** Closes every open socket; new ones fail. */
  cutOff(): void;
  /** As a pulled cable: nothing goes out or comes in, neither side hears of it, and new sockets fail. */
  unplug(): void;
  /** Lets new sockets pass again; unplugged ones stay dead. */
  restore(): void;
  /** Cuts off right behind the next JSON-RPC request with this method. */
  cutOffBehind(method: string): void;
}

/** Puts `network` into a page before any of its scripts runs; the function is sent there as text. */
export function installPageNetwork(): void {
  /** A port on which nothing listens. */
  const NOWHERE = 'ws://127.0.0.1:65535';
  const sockets = new Set<NetworkSocket>();
  let reachable = true;
  let fatalMethod: string | undefined;

  class NetworkSocket extends WebSocket {
    dead = false;

    constructor(url: string | URL, protocols?: string | string[]) {
      super(reachable ? url : NOWHERE, protocols);
      sockets.add(this);
      this.addEventListener('close', () => sockets.delete(this));
      this.addEventListener('message', (event) => {
        if (this.dead) event.stopImmediatePropagation();
      });
    }

    override send(data: string): void {
      if (this.dead) return;
      super.send(data);
      if (fatalMethod === undefined || (JSON.parse(data) as { method?: string }).method !== fatalMethod) return;
      fatalMethod = undefined;
      network.cutOff();
    }

    override close(code?: number, reason?: string): void {
      if (!this.dead) super.close(code, reason);
    }
  }

  const network: PageNetwork = {
    cut: () => {
      for (const socket of sockets) socket.close();
    },
    cutOff: () => {
      reachable = false;
      network.cut();
    },
    unplug: () => {
      reachable = false;
      for (const socket of sockets) socket.dead = true;
    },
    restore: () => {
      reachable = true;
    },
    cutOffBehind: (method) => {
      fatalMethod = method;
    },
  };
  Object.assign(window, { WebSocket: NetworkSocket, network });
}
