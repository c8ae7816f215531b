/** The name under which a page finds the function that opens a relay. */
export const RELAY_BINDING = 'relayTo';

/**
 * Makes every peer connection of a page send its media to relays instead of the server: the server's candidates are replaced
 * as they come, and the page's own are kept to itself, so that the server finds no other way back. The function is sent into
 * the page as text.
 */
export function installRelayedMedia(): void {
  const relays = window as unknown as { relayTo: (address: string, port: number) => Promise<number> };
  const candidate = /^(a=candidate:\S+ \d+ udp \d+ )(\S+) (\d+)/gim;

  async function relayed(sdp: string): Promise<string> {
    const ports = new Map<string, number>();
    for (const [, , address = '', port = ''] of sdp.matchAll(candidate)) {
      ports.set(`${address} ${port}`, await relays.relayTo(address, Number(port)));
    }
    return sdp.replace(candidate, (_line, head: string, address: string, port: string) => {
      return `${head}127.0.0.1 ${String(ports.get(`${address} ${port}`))}`;
    });
  }

  class RelayedPeerConnection extends RTCPeerConnection {
    override async setRemoteDescription(description: RTCSessionDescriptionInit): Promise<void> {
      await super.setRemoteDescription({ type: description.type, sdp: await relayed(description.sdp ?? '') });
    }

    override addEventListener(...given: [string, EventListenerOrEventListenerObject, ...never[]]): void {
      if (given[0] !== 'icecandidate') super.addEventListener(...given);
    }
  }
  window.RTCPeerConnection = RelayedPeerConnection;
}
