import { MOTION_SIGNAL_TYPE, type MotionSignal } from '@bapsang/shared';
import { createConnection, join } from '../../apps/openvidu-embedded/src/testing/connections';
import { callApi, startTestDeployment } from '../../apps/openvidu-embedded/src/testing/deployment';
import type { OpenviduEmbedded } from '../../apps/openvidu-embedded/src/openvidu-embedded';
import { DialledAddresses } from './dialled-addresses';
import { OpenviduSeat } from './openvidu-seat';

const LOOPBACK = new DialledAddresses(false);

describe('OpenviduSeat', () => {
  let openvidu: OpenviduEmbedded;

  beforeEach(async () => {
    openvidu = await startTestDeployment();
  });

  afterEach(() => openvidu.close());

  const activeConnections = async (): Promise<number> => {
    const session = (await (await callApi(openvidu.url, 'GET', '/sessions/meal')).json()) as {
      connections: { content: { status: string }[] };
    };
    return session.connections.content.filter(({ status }) => status === 'active').length;
  };

  it('is an active connection of the session until it leaves', async () => {
    await join(openvidu.url, 'meal');
    const { token } = await createConnection(openvidu.url, 'meal');
    const seat = await OpenviduSeat.take(token, LOOPBACK);
    expect(seat.isOpen).toBe(true);
    expect(await activeConnections()).toBe(2);
    await seat.leave();
    expect(seat.isOpen).toBe(false);
    expect(await activeConnections()).toBe(1);
  });

  it('hears what the table is told, and how much of it is not news', async () => {
    const { token } = await createConnection(openvidu.url, 'meal');
    const seat = await OpenviduSeat.take(token, LOOPBACK);
    const told = async (sequence: number, bites: number): Promise<void> => {
      const state: MotionSignal = {
        participantId: 'ann',
        connectionId: 'con_ann',
        sequence,
        recognition: 'active',
        motion: 'idle',
        confidence: 1,
        since: 1,
        capturedAt: 1,
        events: [],
        totals: { bites, sips: 0 },
      };
      const signals = seat.signals;
      const signal = { session: 'meal', type: MOTION_SIGNAL_TYPE, data: JSON.stringify(state) };
      await callApi(openvidu.url, 'POST', '/signal', signal);
      while (seat.signals === signals) await new Promise((resolve) => setTimeout(resolve, 5));
    };
    await told(1, 1);
    await told(2, 2);
    await told(1, 1);
    expect([seat.signals, seat.repeated]).toEqual([3, 1]);
    expect(seat.totalsOf('ann')).toEqual({ bites: 2, sips: 0 });
    expect(seat.totalsOf('bea')).toBeUndefined();
    await seat.leave();
  });

  it('says why it was not let in, and leaves nothing open', async () => {
    const { token } = await createConnection(openvidu.url, 'meal');
    await expect(OpenviduSeat.take(`${token}x`, LOOPBACK)).rejects.toThrow('OpenVidu refused the token');
  });

  it('dials no other machine', async () => {
    await expect(OpenviduSeat.take('wss://example.com?sessionId=meal&token=tok_x', LOOPBACK)).rejects.toThrow(
      '--allow-remote',
    );
  });
});
