import { iceServerKind } from './ice-server-url';

describe('iceServerKind', () => {
  it.each([
    ['stun:stun.example.com', 'stun'],
    ['stuns:stun.example.com:5349', 'stun'],
    ['stun:127.0.0.1:3478', 'stun'],
    ['stun:[::1]:3478', 'stun'],
    ['turn:localhost', 'turn'],
    ['turn:[2001:db8::7]', 'turn'],
    ['turn:turn.example.com:443?transport=tcp', 'turn'],
    ['turns:turn.example.com?transport=udp', 'turn'],
  ])('finds in %s a %s server', (url, kind) => {
    expect(iceServerKind(url)).toBe(kind);
  });

  it.each([
    '',
    'stun',
    'stun:',
    'http://stun.example.com',
    'STUN:stun.example.com',
    'stun:stun.example.com?transport=udp',
    'turn:turn.example.com?transport=tls',
    'turn:turn.example.com?transport=tcp&a=b',
    'turn:turn.example.com:0',
    'turn:turn.example.com:65536',
    'turn:turn.example.com:',
    'turn:turn.example.com:80:81',
    'turn:::1',
    'turn:[::1',
    'turn:[1.2.3.4]',
    'turn:-a.example.com',
    'turn:a b.example.com',
    'turn://turn.example.com',
  ])('refuses %j', (url) => {
    expect(iceServerKind(url)).toBeUndefined();
  });

  it('reads a long host without taking long', () => {
    expect(iceServerKind(`stun:${'a-'.repeat(50_000)}`)).toBeUndefined();
    expect(iceServerKind(`stun:${'a.'.repeat(50_000)}-`)).toBeUndefined();
  });
});
