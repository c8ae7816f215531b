import { UdpTransport } from 'werift';
import { guardUdpSockets } from './udp-guard';

describe('guardUdpSockets', () => {
  beforeAll(guardUdpSockets);

  it('rejects where the address is not of this machine', async () => {
    const opening = UdpTransport.init('udp4', { interfaceAddresses: { udp4: '203.0.113.1' } });
    await expect(opening).rejects.toThrow('EADDRNOTAVAIL');
  });

  it('lets a bound socket survive a fault', async () => {
    const transport = await UdpTransport.init('udp4', { interfaceAddresses: { udp4: '127.0.0.1' } });
    expect(() => transport.socket.emit('error', new Error('a fault of the network'))).not.toThrow();
    expect(transport.port).toBeGreaterThan(0);
    await transport.close();
  });
});
