import { completeAddresses } from './addresses.mjs';

describe('completeAddresses', () => {
  it('fills in what .env.example gives as defaults', () => {
    expect(completeAddresses({})).toEqual({
      OPENVIDU_HOST: '127.0.0.1',
      OPENVIDU_PORT: '4443',
      OPENVIDU_URL: 'http://localhost:4443',
      OPENVIDU_PUBLIC_URL: 'http://localhost:4443',
      API_HOST: '127.0.0.1',
      API_PORT: '5000',
      API_URL: 'http://localhost:5000',
      WORKER_HOST: '127.0.0.1',
      WORKER_PORT: '5001',
      WORKER_PUBLIC_URL: 'http://localhost:5001',
      WEB_HOST: '127.0.0.1',
      WEB_PORT: '8080',
      WEB_URL: 'http://localhost:8080',
    });
  });

  it('lets every address follow its port', () => {
    const ports = { OPENVIDU_PORT: '4543', API_PORT: '5100', WORKER_PORT: '5101', WEB_PORT: '8180' };
    expect(completeAddresses(ports)).toMatchObject({
      ...ports,
      OPENVIDU_URL: 'http://localhost:4543',
      OPENVIDU_PUBLIC_URL: 'http://localhost:4543',
      API_URL: 'http://localhost:5100',
      WORKER_PUBLIC_URL: 'http://localhost:5101',
      WEB_URL: 'http://localhost:8180',
    });
  });

  it('keeps an address that is set, whatever the port', () => {
    const given = { WORKER_PORT: '5101', WORKER_PUBLIC_URL: 'https://meals.example/worker' };
    expect(completeAddresses(given)).toMatchObject(given);
  });

  it.each([
    ['0.0.0.0', 'http://localhost:5000'],
    ['::', 'http://localhost:5000'],
    ['192.0.2.7', 'http://192.0.2.7:5000'],
    ['2001:db8::7', 'http://[2001:db8::7]:5000'],
  ])('reaches a part that listens on %s under %s', (host, url) => {
    expect(completeAddresses({ API_HOST: host }).API_URL).toBe(url);
  });
});
