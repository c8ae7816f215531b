import { once } from 'node:events';
import type { Socket } from 'node:dgram';
import { UdpTransport, type RTCDtlsTransport } from 'werift';
import { createDirectSocket } from './direct-socket';
import type { PortRange } from './media-settings';

/** The part of werift's UDP socket that is replaced; `init` binds it. */
interface UnboundTransport {
  socket: Socket;
  readonly options: {
    readonly interfaceAddresses?: { readonly udp4?: string };
    readonly portRange?: readonly [number, number];
  };
}

/** The system chooses the port. */
const ANY_PORT: PortRange = { min: 0, max: 0 };

/** Raised where every port of the range is in use. */
export class NoFreePortError extends Error {
  constructor({ min, max }: PortRange, address: string) {
    super(`No UDP port of ${min}-${max} is free on ${address}.`);
    this.name = 'NoFreePortError';
  }
}

/** Why the latest bind on an address failed: werift swallows the error, and whoever waits for the socket wants to tell. */
const failures = new Map<string, Error>();
let turn = 0;

/**
 * The ports of a range, each once. Every call begins one port further than the one before: a port that was given back
 * rests a while, so that late packets for its former owner do not reach the next one.
 */
function* portsInTurn({ min, max }: PortRange): Generator<number> {
  const size = max - min + 1;
  const start = turn++;
  for (let offset = 0; offset < size; offset++) yield min + ((start + offset) % size);
}

async function tryPort(socket: Socket, port: number, address: string): Promise<boolean> {
  const listening = once(socket, 'listening');
  socket.bind({ port, address, exclusive: true });
  try {
    await listening;
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') return false;
    throw error;
  }
}

async function bindInRange(socket: Socket, range: PortRange, address: string): Promise<void> {
  for (const port of portsInTurn(range)) {
    if (await tryPort(socket, port, address)) return;
  }
  throw new NoFreePortError(range, address);
}

/** Binds a socket to a free port of its range and rejects where that fails; later faults of the socket are harmless. */
async function bindGuarded(this: UnboundTransport): Promise<void> {
  const { interfaceAddresses, portRange } = this.options;
  const address = interfaceAddresses?.udp4 ?? '0.0.0.0';
  const range = portRange ? { min: portRange[0], max: portRange[1] } : ANY_PORT;
  this.socket = createDirectSocket(this.socket);
  this.socket.on('error', () => undefined);
  try {
    await bindInRange(this.socket, range, address);
    failures.delete(address);
  } catch (error) {
    failures.set(address, error as Error);
    this.socket.close();
    throw error;
  }
}

/**
 * Gives every UDP socket that werift opens an error listener. Without one a failed bind, or a later fault of the
 * socket, ends the whole process.
 */
export function guardUdpSockets(): void {
  const prototype = UdpTransport.prototype as unknown as { init: (this: UnboundTransport) => Promise<void> };
  prototype.init = bindGuarded;
}

/**
 * Keeps a transport that has no socket yet to a range of ports. werift's own setting refuses a range of one port and
 * probes each port with a socket of its own, so that two peer connections can choose the same one.
 */
export function restrictPorts({ iceTransport }: RTCDtlsTransport, { min, max }: PortRange): void {
  iceTransport.connection.options.portRange = [min, max];
}

/** What to tell whoever got no socket on an address. */
export function describeBindFailure(address: string): string {
  const failure = failures.get(address);
  return failure instanceof NoFreePortError ? failure.message : `No UDP port could be opened on ${address}.`;
}
