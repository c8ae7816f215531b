import { leftOvers, type Footprint } from './departure';

const GAUGES = {
  openvidu_sessions: 0,
  openvidu_streams: 0,
  openvidu_subscriptions: 0,
  openvidu_websockets: 0,
  openvidu_media_peer_connections: 0,
};

const footprint = (change: Partial<Footprint> = {}): Footprint => ({
  udpSockets: 1,
  sessions: 0,
  metrics: GAUGES,
  resources: { Timeout: 2, TCPServerWrap: 1 },
  ...change,
});

describe('leftOvers', () => {
  it('finds nothing where everything is as before, or less', () => {
    expect(leftOvers(footprint(), footprint())).toEqual([]);
    expect(leftOvers(footprint(), footprint({ resources: { Timeout: 1 } }))).toEqual([]);
  });

  it.each([
    ['a UDP socket', footprint({ udpSockets: 2 }), 'UDP sockets: 1 before, 2 after'],
    ['a session', footprint({ sessions: 1 }), 'sessions: 0 before, 1 after'],
    ['a timer', footprint({ resources: { Timeout: 3 } }), 'Timeout: 2 before, 3 after'],
    ['a kind of resource that was not there', footprint({ resources: { UDPWrap: 1 } }), 'UDPWrap: 0 before, 1 after'],
    [
      'a peer connection',
      footprint({ metrics: { ...GAUGES, openvidu_media_peer_connections: 3 } }),
      'openvidu_media_peer_connections: 0 before, 3 after',
    ],
  ])('finds %s that was left', (_, after, found) => {
    expect(leftOvers(footprint(), after)).toEqual([found]);
  });

  it('takes a figure that is missing for a fault', () => {
    const metrics = Object.fromEntries(Object.entries(GAUGES).filter(([name]) => name !== 'openvidu_streams'));
    expect(leftOvers(footprint(), footprint({ metrics }))).toEqual(['openvidu_streams: 0 before, NaN after']);
  });
});
