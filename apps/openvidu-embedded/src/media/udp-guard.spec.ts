import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { createLogger } from '@bapsang/server';
import { UdpTransport } from 'werift';
import { MediaServer } from './media-server';
import type { PortRange } from './media-settings';
import { ADDRESS, WeriftPeer } from './testing/werift-peer';
import { guardUdpSockets } from './udp-guard';

function open(range?: PortRange): Promise<UdpTransport> {
  return UdpTransport.init('udp4', {
    interfaceAddresses: { udp4: ADDRESS },
    ...(range && { portRange: [range.min, range.max] }),
  });
}

/** A port that was free a moment ago, with so many behind it. */
async function findRange(size: number): Promise<PortRange> {
  const socket = createSocket('udp4');
  socket.bind(0, ADDRESS);
  await once(socket, 'listening');
  const min = Math.min(socket.address().port, 65_536 - size);
  socket.close();
  return { min, max: min + size - 1 };
}

describe('guardUdpSockets', () => {
  beforeAll(guardUdpSockets);

  it('rejects where the address is not of this machine', async () => {
    const opening = UdpTransport.init('udp4', { interfaceAddresses: { udp4: '203.0.113.1' } });
    await expect(opening).rejects.toThrow('EADDRNOTAVAIL');
  });

  it('lets a bound socket survive a fault', async () => {
    const transport = await open();
    expect(() => transport.socket.emit('error', new Error('a fault of the network'))).not.toThrow();
    expect(transport.port).toBeGreaterThan(0);
    await transport.close();
  });

  it('gives every port of the range to one socket only, then refuses clearly', async () => {
    const range = await findRange(4);
    const opened = await Promise.all(Array.from({ length: 4 }, () => open(range)));
    expect(new Set(opened.map(({ port }) => port)).size).toBe(4);
    for (const { port } of opened) {
      expect(port).toBeGreaterThanOrEqual(range.min);
      expect(port).toBeLessThanOrEqual(range.max);
    }
    await expect(open(range)).rejects.toThrow(`No UDP port of ${range.min}-${range.max} is free on ${ADDRESS}.`);
    await opened.pop()!.close();
    opened.push(await open(range));
    await Promise.all(opened.map((transport) => transport.close()));
  });

  it('lets a port rest that was given back', async () => {
    const range = await findRange(3);
    const ports: number[] = [];
    for (let round = 0; round < 3; round++) {
      const transport = await open(range);
      ports.push(transport.port);
      await transport.close();
    }
    expect(new Set(ports).size).toBe(3);
  });
});

describe('a media server with a range of ports', () => {
  const logger = createLogger('test', 'silent');

  async function publishOver(ports: PortRange): Promise<{ sdp: string; close: () => Promise<void> }> {
    const publisher = new MediaServer({ mediaAddress: ADDRESS, ports, logger }).createPublisher();
    const peer = new WeriftPeer('sendonly');
    try {
      const sdp = await publisher.answer(await peer.offer());
      await peer.accept(sdp);
      return { sdp, close: () => Promise.all([publisher.close(), peer.close()]).then(() => undefined) };
    } catch (error) {
      await Promise.all([publisher.close(), peer.close()]);
      throw error;
    }
  }

  it('connects over a range of one port and says when it is taken', async () => {
    const range = await findRange(1);
    const first = await publishOver(range);
    expect(first.sdp).toMatch(new RegExp(`^a=candidate:\\S+ 1 udp \\d+ ${ADDRESS} ${range.min} typ host`, 'm'));
    const refusal = `No UDP port of ${range.min}-${range.min} is free on ${ADDRESS}.`;
    await expect(publishOver(range)).rejects.toThrow(refusal);
    await first.close();
    const again = await publishOver(range);
    await again.close();
  });
});

describe('a media server behind a one-to-one NAT', () => {
  const PUBLIC_ADDRESS = '127.0.0.2';

  /** Passes what comes for the public address on to the same port of the media address, and what comes back. */
  async function openNat(port: number): Promise<Socket> {
    const socket = createSocket('udp4');
    let browserPort = 0;
    socket.on('message', (message, from) => {
      if (from.port === port) {
        socket.send(message, browserPort, ADDRESS);
        return;
      }
      browserPort = from.port;
      socket.send(message, port, ADDRESS);
    });
    socket.bind(port, PUBLIC_ADDRESS);
    await once(socket, 'listening');
    return socket;
  }

  it('tells browsers the public address and is reached there', async () => {
    const logger = createLogger('test', 'silent');
    const server = new MediaServer({ mediaAddress: ADDRESS, publicMediaAddress: PUBLIC_ADDRESS, logger });
    const publisher = server.createPublisher();
    const peer = new WeriftPeer('sendonly');
    const answer = await publisher.answer(await peer.offer());
    const candidates = [...answer.matchAll(/^a=candidate:\S+ 1 udp \d+ (\S+) (\d+)/gm)];
    expect(new Set(candidates.map(([, address]) => address))).toEqual(new Set([PUBLIC_ADDRESS]));
    const nat = await openNat(Number(candidates[0]![2]));
    await peer.accept(answer);
    await Promise.all([publisher.close(), peer.close()]);
    nat.close();
  });
});
