import { isIPv4 } from 'node:net';

/** A candidate as openvidu-browser sends it. */
export interface IceCandidate {
  /** For example `candidate:1 1 udp 2113937151 127.0.0.1 40001 typ host generation 0 ufrag aB3d`. */
  readonly candidate: string;
  readonly sdpMid?: string | null;
  readonly sdpMLineIndex?: number | null;
}

const CANDIDATES_PER_ENDPOINT = 50;
const ENDPOINTS = 100;

/** The ICE user name fragment in a candidate; browsers write it, others may not. */
export function fragmentOfCandidate({ candidate }: IceCandidate): string | undefined {
  return / ufrag (\S+)/.exec(candidate)?.[1];
}

/**
 * Whether packets to a candidate can be sent from the media address. Dropping the others costs nothing: the browser
 * checks first, and its address is learnt from that (peer-reflexive).
 * @param mediaAddress the IPv4 address to which sockets are bound: from it packets leave, whatever public address stands
 * in our own candidates
 */
export function isUsableCandidate({ candidate }: IceCandidate, mediaAddress: string): boolean {
  const [, component, protocol, , address = '', port] = candidate.split(' ');
  if (component !== '1' || protocol?.toLowerCase() !== 'udp') return false;
  if (!isIPv4(address) || !isPort(Number(port))) return false;
  return isLoopback(address) === isLoopback(mediaAddress);
}

function isPort(port: number): boolean {
  return Number.isInteger(port) && port > 0 && port <= 65_535;
}

/** Packets between this machine's own network and any other go nowhere. */
function isLoopback(address: string): boolean {
  return address.startsWith('127.');
}

/** Candidates that came before the peer connection they are for, per endpoint. Bounded: what is too much is dropped. */
export class WaitingCandidates {
  private readonly waiting = new Map<string, IceCandidate[]>();

  /** @param endpoint the connection id that owns the stream */
  add(endpoint: string, candidate: IceCandidate): void {
    const queue = this.waiting.get(endpoint) ?? [];
    if (queue.length >= CANDIDATES_PER_ENDPOINT) return;
    if (queue.length === 0 && this.waiting.size >= ENDPOINTS) return;
    this.waiting.set(endpoint, [...queue, candidate]);
  }

  /** Removes and returns what waits for an endpoint. */
  take(endpoint: string): readonly IceCandidate[] {
    const queue = this.waiting.get(endpoint) ?? [];
    this.waiting.delete(endpoint);
    return queue;
  }
}
