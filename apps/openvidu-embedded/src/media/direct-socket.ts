import { createSocket, type Socket } from 'node:dgram';

type LookupAnswer = (error: Error | null, address: string, family: number) => void;

/**
 * Node would look up even an IP address, and put off every packet to the next tick for it. Candidates with names are not
 * used here; one would fail as an invalid address.
 */
function answerAtOnce(hostname: string, _options: unknown, answer: LookupAnswer): void {
  answer(null, hostname, 4);
}

/**
 * Makes a UDP socket whose packets leave within the call of send().
 * @param former a socket that is not bound yet; its message listeners move to the new one, and it is closed
 */
export function createDirectSocket(former: Socket): Socket {
  const socket = createSocket({ type: 'udp4', lookup: answerAtOnce });
  for (const listener of former.listeners('message')) socket.on('message', listener as () => void);
  former.removeAllListeners('message');
  former.close();
  return socket;
}
