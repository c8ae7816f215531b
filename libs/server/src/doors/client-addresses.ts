import type { IncomingMessage } from 'node:http';
import ipaddr from 'ipaddr.js';
import proxyAddr from 'proxy-addr';

/** What `TRUSTED_PROXIES` may look like; whether its numbers make sense is seen when it is read. */
export const TRUSTED_PROXIES_FORM =
  /^ *(?:[\da-f.:]+(?:\/[\d.]+)?|loopback|linklocal|uniquelocal)(?: *, *(?:[\da-f.:]+(?:\/[\d.]+)?|loopback|linklocal|uniquelocal))* *$/i;

/** The parts of an IPv6 address that stand for one customer: whoever has one has the 2^64 addresses under it. */
const NETWORK_PARTS = 4;

/** Whose address counts, where limits are kept per address. */
export class ClientAddresses {
  readonly #trust: (address: string, hop: number) => boolean;

  /**
   * @param trustedProxies `TRUSTED_PROXIES`
   * @throws TypeError where it names an address that cannot be
   */
  constructor(trustedProxies: string) {
    this.#trust = proxyAddr.compile(trustedProxies.split(',').map((proxy) => proxy.trim()));
  }

  /**
   * The address of the socket, unless that is a trusted proxy's: then what the proxy says. Of IPv6 the network (/64).
   * @returns for example `203.0.113.7` or `2001:db8:0:1::/64`
   */
  of(request: IncomingMessage): string {
    return networkOf(proxyAddr(request, this.#trust));
  }
}

function networkOf(address: string): string {
  if (!ipaddr.isValid(address)) return 'unknown';
  const parsed = ipaddr.process(address);
  if (!(parsed instanceof ipaddr.IPv6)) return parsed.toString();
  return `${new ipaddr.IPv6([...parsed.parts.slice(0, NETWORK_PARTS), 0, 0, 0, 0]).toString()}/64`;
}
