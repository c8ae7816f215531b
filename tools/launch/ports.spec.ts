import { createServer, type AddressInfo, type Server } from 'node:net';
import { once } from 'node:events';
import { completeAddresses } from './addresses.mjs';
import { freePort } from './fixtures/processes';
import { portFault, requireFreePorts } from './ports.mjs';

describe('portFault', () => {
  let taker: Server | undefined;

  async function takePort(host: string): Promise<number> {
    taker = createServer().listen(0, host);
    await once(taker, 'listening');
    return (taker.address() as AddressInfo).port;
  }

  afterEach(() => taker?.close());

  it('has nothing against a free port', async () => {
    expect(await portFault('API_PORT', '127.0.0.1', String(await freePort()))).toBeUndefined();
  });

  it.each(['127.0.0.1', '0.0.0.0'])('names the port that is taken on %s, and the variable to change', async (host) => {
    const port = await takePort(host);
    expect(await portFault('WEB_PORT', '127.0.0.1', String(port))).toBe(
      `Port ${port} is taken by another program: end that program, or choose another port with WEB_PORT, for example WEB_PORT=${port + 100} npm start.`,
    );
  });

  it('sees a program that only takes the visitors of localhost, on another interface', async () => {
    const port = await takePort('127.0.0.1');
    expect(await portFault('API_PORT', '127.0.0.2', String(port))).toMatch(/^Port \d+ is taken/);
  });

  it('tells an interface that this machine does not have from a port that is taken', async () => {
    expect(await portFault('API_PORT', '203.0.113.1', String(await freePort()))).toMatch(
      /cannot be used \(EADDRNOTAVAIL\): choose another with API_PORT, or another interface with API_HOST\.$/,
    );
  });

  it.each(['abc', '0', '-1', '65536', '80.5', ''])('refuses %p as a port', async (value) => {
    expect(await portFault('API_PORT', '127.0.0.1', value)).toMatch(/is no port: set API_PORT to a number/);
  });
});

describe('requireFreePorts', () => {
  it('refuses two parts on one port', async () => {
    const port = String(await freePort());
    const variables = completeAddresses({ OPENVIDU_PORT: port, API_PORT: port });
    await expect(requireFreePorts(variables)).rejects.toThrow(`OPENVIDU_PORT and API_PORT are both ${port}`);
  });
});
