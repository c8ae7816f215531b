import { fragmentOfCandidate, isUsableCandidate, WaitingCandidates } from './ice-candidates';

const LOOPBACK = { candidate: 'candidate:1 1 udp 2113937151 127.0.0.1 40001 typ host generation 0 ufrag aB3d' };

describe('isUsableCandidate', () => {
  it('takes UDP candidates that can be reached from the media address', () => {
    expect(isUsableCandidate(LOOPBACK, '127.0.0.1')).toBe(true);
    expect(isUsableCandidate(LOOPBACK, '192.168.0.7')).toBe(false);
    expect(isUsableCandidate({ candidate: 'candidate:1 1 udp 1 192.168.0.9 40001 typ host' }, '192.168.0.7')).toBe(
      true,
    );
  });

  it.each([
    ['tcp', 'candidate:1 1 tcp 1518280447 127.0.0.1 9 typ host tcptype active'],
    ['an mDNS name', 'candidate:1 1 udp 2113937151 0a1b-2c.local 40001 typ host'],
    ['IPv6', 'candidate:1 1 udp 2113937151 ::1 40001 typ host'],
    ['the end of candidates', ''],
    ['rubbish', 'x'],
    ['an address that is none', 'candidate:1 1 udp 1 127.0.0.999 40001 typ host'],
    ['a port that is none', 'candidate:1 1 udp 1 127.0.0.1 70000 typ host'],
    ['no port', 'candidate:1 1 udp 1 127.0.0.1'],
  ])('drops %s', (_, candidate) => {
    expect(isUsableCandidate({ candidate }, '127.0.0.1')).toBe(false);
  });
});

describe('fragmentOfCandidate', () => {
  it('is read where it is', () => {
    expect(fragmentOfCandidate(LOOPBACK)).toBe('aB3d');
    expect(fragmentOfCandidate({ candidate: 'candidate:1' })).toBeUndefined();
  });
});

describe('WaitingCandidates', () => {
  it('keeps candidates per endpoint until they are taken', () => {
    const waiting = new WaitingCandidates();
    waiting.add('con_A', LOOPBACK);
    waiting.add('con_B', LOOPBACK);
    expect(waiting.take('con_A')).toEqual([LOOPBACK]);
    expect(waiting.take('con_A')).toEqual([]);
  });

  it('keeps a bounded number', () => {
    const waiting = new WaitingCandidates();
    for (let i = 0; i < 1_000; i++) {
      waiting.add('con_A', LOOPBACK);
      waiting.add(`con_${i}`, LOOPBACK);
    }
    expect(waiting.take('con_A').length).toBeLessThan(100);
    expect(waiting.take('con_999')).toEqual([]);
  });
});
