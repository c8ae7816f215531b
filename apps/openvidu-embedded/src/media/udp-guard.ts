import { once } from 'node:events';
import type { Socket } from 'node:dgram';
import { UdpTransport } from 'werift';

interface UnboundTransport {
  readonly socket: Socket;
  readonly options: { readonly interfaceAddresses?: { readonly udp4?: string } };
}

/** Binds a socket to a free port of its address and rejects where that fails; later faults of the socket are harmless. */
async function bindGuarded(this: UnboundTransport): Promise<void> {
  const listening = once(this.socket, 'listening');
  this.socket.bind({ port: 0, address: this.options.interfaceAddresses?.udp4 });
  try {
    await listening;
  } catch (error) {
    this.socket.close();
    throw error;
  }
  this.socket.on('error', () => undefined);
}

/**
 * Gives every UDP socket that werift opens an error listener. Without one a failed bind, or a later fault of the
 * socket, ends the whole process.
 */
export function guardUdpSockets(): void {
  const prototype = UdpTransport.prototype as unknown as { init: (this: UnboundTransport) => Promise<void> };
  prototype.init = bindGuarded;
}
