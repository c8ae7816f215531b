import { OPENVIDU_VERSION } from '../configuration/openvidu-version';
import type { PortRange } from '../media/media-settings';

/** What a person wants to know of a deployment that has just started. */
export interface Announced {
  /** Where browsers and applications reach it. */
  readonly url: string;
  /** TCP port of REST and WebSocket. */
  readonly port: number;
  /** UDP port of the STUN responder. */
  readonly stunPort: number;
  /** The address to which browsers send media. */
  readonly mediaAddress: string;
  readonly mediaPorts?: PortRange;
  /** The secret where it was made for this start; nothing where the person gave one. */
  readonly newSecret?: string;
}

function reach(address: string): string {
  return address.startsWith('127.') ? '; only browsers on this machine reach it (--media-address)' : '';
}

/** The start text for a person, with line ends. */
export function announcement({ url, port, stunPort, mediaAddress, mediaPorts, newSecret }: Announced): string {
  const ports = mediaPorts ? `ports ${mediaPorts.min}-${mediaPorts.max}` : 'any port';
  const secret = newSecret ? `${newSecret}  (made for this start; keep one with OPENVIDU_SECRET)` : 'as given';
  return `
OpenVidu ${OPENVIDU_VERSION} for one machine is ready.

  Address   ${url}
  User      OPENVIDUAPP
  Secret    ${secret}
  API       TCP port ${port}, STUN: UDP port ${stunPort}
  Media     UDP on ${mediaAddress}, ${ports}${reach(mediaAddress)}
  It has    no recording, no TURN relay, no cluster: see apps/openvidu-embedded/README.md
  To stop   Ctrl-C

`;
}
