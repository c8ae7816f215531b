import { createLogger } from '@bapsang/server';
import { MediaServer } from '../media/media-server';
import { MediaStatistics } from '../media/media-statistics';
import { DEFAULT_CONNECTION_PROPERTIES } from '../sessions/connection-properties';
import { DEFAULT_SESSION_PROPERTIES } from '../sessions/session-properties';
import { Sessions } from '../sessions/sessions';
import { createMetrics, type Metrics } from './metrics';

describe('createMetrics', () => {
  let sessions: Sessions;
  let metrics: Metrics;
  const statistics = new MediaStatistics();
  Object.assign(statistics, { packetsReceived: 1, packetsSent: 2, bytesReceived: 3, bytesSent: 4, packetsLost: 5 });
  Object.assign(statistics, { packetsRecovered: 6, nacksSent: 7, retransmissionsSent: 8, nacksReceived: 9 });
  Object.assign(statistics, { keyframeRequests: 10, openPeerConnections: 12 });

  beforeEach(() => {
    const logger = createLogger('test', 'silent');
    const media = new MediaServer({ mediaAddress: '127.0.0.1', logger });
    sessions = new Sessions({ media, logger, publicUrl: 'http://localhost:4443' });
    metrics = createMetrics({ sessions, statistics, openSockets: () => 11 });
  });

  afterEach(async () => {
    metrics.close();
    await sessions.close();
  });

  const samples = async (): Promise<Map<string, number>> => {
    const lines = (await metrics.text()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    return new Map(lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.split(' ').at(-1))]));
  };

  it('shows every figure of the media server under its own name', async () => {
    const found = await samples();
    const media = [...found].filter(([name]) => name.startsWith('openvidu_media_'));
    expect(media).toEqual([
      ['openvidu_media_packets_received_total', 1],
      ['openvidu_media_packets_sent_total', 2],
      ['openvidu_media_received_bytes_total', 3],
      ['openvidu_media_sent_bytes_total', 4],
      ['openvidu_media_packets_lost_total', 5],
      ['openvidu_media_packets_recovered_total', 6],
      ['openvidu_media_nacks_sent_total', 7],
      ['openvidu_media_retransmissions_sent_total', 8],
      ['openvidu_media_nacks_received_total', 9],
      ['openvidu_media_keyframe_requests_total', 10],
      ['openvidu_media_peer_connections', 12],
    ]);
  });

  it('reads the figures anew each time, and never adds one up twice', async () => {
    await samples();
    statistics.packetsReceived = 100;
    const found = await samples();
    expect(found.get('openvidu_media_packets_received_total')).toBe(100);
    expect(found.get('openvidu_media_packets_sent_total')).toBe(2);
  });

  it('counts sessions, connections and WebSockets', async () => {
    const session = sessions.create({ ...DEFAULT_SESSION_PROPERTIES, customSessionId: 'counted' });
    session.createConnection(DEFAULT_CONNECTION_PROPERTIES);
    const found = await samples();
    expect(found.get('openvidu_sessions')).toBe(1);
    expect(found.get('openvidu_connections{status="pending"}')).toBe(1);
    expect(found.get('openvidu_connections{status="active"}')).toBe(0);
    expect(found.get('openvidu_streams')).toBe(0);
    expect(found.get('openvidu_subscriptions')).toBe(0);
    expect(found.get('openvidu_websockets')).toBe(11);
  });

  it('shows what the process takes', async () => {
    const found = await samples();
    for (const name of ['process_cpu_seconds_total', 'process_resident_memory_bytes', 'nodejs_heap_size_used_bytes']) {
      expect(found.get(name)).toBeGreaterThan(0);
    }
    expect(found.get('nodejs_eventloop_lag_p99_seconds')).toBeGreaterThanOrEqual(0);
  });

  it('tells the type and the meaning of every figure', async () => {
    const text = await metrics.text();
    for (const name of (await samples()).keys()) {
      const [metric] = name.split('{');
      expect(text).toMatch(new RegExp(`^# HELP ${metric} \\S.*\\.$`, 'm'));
      expect(text).toContain(`# TYPE ${metric} ${metric?.endsWith('_total') ? 'counter' : 'gauge'}\n`);
    }
  });

  it('stands beside another one in the same process', async () => {
    const other = createMetrics({ sessions, statistics, openSockets: () => 0 });
    expect(await other.text()).toContain('openvidu_websockets 0\n');
    other.close();
    expect((await samples()).get('openvidu_websockets')).toBe(11);
  });
});
