import { DialledAddresses } from './dialled-addresses';

describe('DialledAddresses', () => {
  const loopback = ['http://localhost:5000', 'http://127.0.0.1:1', 'ws://127.8.9.1/x', 'http://[::1]:4443/'];
  const remote = [
    'http://example.com',
    'http://localhost.example.com',
    'ws://10.0.0.1',
    'http://127.0.0.1.example.com',
  ];

  it.each(loopback)('lets %s through', (address) => {
    expect(new DialledAddresses(false).require(address).href).toBe(new URL(address).href);
  });

  it.each(remote)('refuses %s, and lets it through where other machines are allowed', (address) => {
    expect(() => new DialledAddresses(false).require(address)).toThrow('--allow-remote');
    expect(new DialledAddresses(true).require(address).hostname).toBe(new URL(address).hostname);
  });
});
