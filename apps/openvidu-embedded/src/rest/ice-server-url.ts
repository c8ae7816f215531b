import { isIPv6 } from 'node:net';

const URL_FORM = /^(stun|turn)s?:(?:\[([^\]]*)\]|([^\s:?[\]]+))(?::(\d{1,5}))?(\?transport=(?:udp|tcp))?$/;
const HOST_NAME = /^(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)*[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.?$/i;

/** What serves at an address of an ICE server; nothing where it is no such address. */
export type IceServerKind = 'stun' | 'turn';

/**
 * The kind of an ICE server's address: `stun(s):` or `turn(s):`, a host name, an IPv4 or a bracketed IPv6 address, perhaps a
 * port; only a TURN server's may end in `?transport=udp` or `?transport=tcp` (RFC 7064, RFC 7065).
 */
export function iceServerKind(url: string): IceServerKind | undefined {
  const [, kind, ipv6, host, port = '1', transport] = URL_FORM.exec(url) ?? [];
  if (kind === undefined || (kind === 'stun' && transport !== undefined)) return undefined;
  const isHostValid = ipv6 === undefined ? HOST_NAME.test(host ?? '') : isIPv6(ipv6);
  const isPortValid = Number(port) >= 1 && Number(port) <= 65_535;
  return isHostValid && isPortValid ? (kind as IceServerKind) : undefined;
}
