import { DEFAULT_CONNECTION_PROPERTIES } from '../sessions/connection-properties';
import {
  inboundConnection,
  outboundConnection,
  participantJoined,
  participantLeft,
  sessionCreated,
  sessionDestroyed,
  signalSent,
} from './describe-events';

const session = { id: 'SessionA', createdAt: 1_000_000 };
const common = { sessionId: 'SessionA', uniqueSessionId: 'SessionA_1000000' };

const participant = {
  id: 'con_A',
  activeAt: 1_010_000,
  details: { ip: '192.0.2.7', platform: 'Chrome 156 on Linux', clientData: '{"clientData":"me"}' },
  properties: { ...DEFAULT_CONNECTION_PROPERTIES, data: 'srvA' },
};
const person = {
  participantId: 'con_A',
  connectionId: 'con_A',
  location: 'unknown',
  ip: '192.0.2.7',
  platform: 'Chrome 156 on Linux',
  clientData: '{"clientData":"me"}',
  serverData: 'srvA',
};

const camera = {
  id: 'str_CAM_abcd_con_A',
  createdAt: 1_020_000,
  properties: {
    hasAudio: true,
    hasVideo: true,
    audioActive: false,
    videoActive: true,
    typeOfVideo: 'CAMERA',
    frameRate: 30,
    videoDimensions: '{"width":640,"height":480}',
  },
};
const microphone = { id: 'str_MIC_abcd_con_A', createdAt: 1_020_000, properties: { hasAudio: true, hasVideo: false } };
const cameraFields = {
  streamId: 'str_CAM_abcd_con_A',
  videoSource: 'CAMERA',
  videoFramerate: 30,
  videoDimensions: '{"width":640,"height":480}',
  audioEnabled: true,
  videoEnabled: true,
};

describe('the events', () => {
  it('tell of a session from its creation to its end', () => {
    expect(sessionCreated(session)).toEqual({ name: 'sessionCreated', fields: { ...common, timestamp: 1_000_000 } });
    expect(sessionDestroyed(session, 'lastParticipantLeft', 1_060_999)).toEqual({
      name: 'sessionDestroyed',
      fields: {
        ...common,
        timestamp: 1_060_999,
        startTime: 1_000_000,
        duration: 60,
        reason: 'lastParticipantLeft',
      },
    });
  });

  it('tell who came and went', () => {
    expect(participantJoined(session, participant)).toEqual({
      name: 'participantJoined',
      fields: { ...common, timestamp: 1_010_000, ...person },
    });
    expect(participantLeft(session, participant, 'disconnect', 1_012_000)).toEqual({
      name: 'participantLeft',
      fields: { ...common, timestamp: 1_012_000, startTime: 1_010_000, duration: 2, reason: 'disconnect', ...person },
    });
  });

  it('tell of a stream at its publisher', () => {
    const fields = {
      ...common,
      participantId: 'con_A',
      connectionId: 'con_A',
      connection: 'OUTBOUND',
      ...cameraFields,
    };
    expect(outboundConnection(session, participant, camera, 1_020_000)).toEqual({
      name: 'webrtcConnectionCreated',
      fields: { ...fields, timestamp: 1_020_000 },
    });
    expect(outboundConnection(session, participant, camera, 1_023_000, 'unpublish')).toEqual({
      name: 'webrtcConnectionDestroyed',
      fields: { ...fields, timestamp: 1_023_000, startTime: 1_020_000, duration: 3, reason: 'unpublish' },
    });
  });

  it('tell of a stream at its receiver, and from whom it comes', () => {
    const subscription = { createdAt: 1_030_000, stream: camera };
    const fields = {
      ...common,
      participantId: 'con_B',
      connectionId: 'con_B',
      connection: 'INBOUND',
      receivingFrom: 'con_A',
    };
    expect(inboundConnection(session, { id: 'con_B' }, subscription, 1_030_000)).toEqual({
      name: 'webrtcConnectionCreated',
      fields: { ...fields, ...cameraFields, timestamp: 1_030_000 },
    });
    expect(inboundConnection(session, { id: 'con_B' }, subscription, 1_031_500, 'unsubscribe')).toEqual({
      name: 'webrtcConnectionDestroyed',
      fields: {
        ...fields,
        ...cameraFields,
        timestamp: 1_031_500,
        startTime: 1_030_000,
        duration: 1,
        reason: 'unsubscribe',
      },
    });
  });

  it('say nothing of the video of a stream without video', () => {
    expect(outboundConnection(session, participant, microphone, 1_020_000).fields).toEqual({
      ...common,
      timestamp: 1_020_000,
      streamId: 'str_MIC_abcd_con_A',
      participantId: 'con_A',
      connectionId: 'con_A',
      connection: 'OUTBOUND',
      audioEnabled: true,
      videoEnabled: false,
    });
  });

  it("strip the prefix of a participant's signal and leave the application's as it is", () => {
    const sent = (signal: object): unknown => signalSent(session, signal, ['con_B'], 1_040_000).fields;
    const fields = { ...common, timestamp: 1_040_000, to: ['con_B'] };
    expect(sent({ from: 'con_A', type: 'signal:chat', data: 'hi' })).toEqual({
      ...fields,
      from: 'con_A',
      type: 'chat',
      data: 'hi',
    });
    expect(sent({ type: 'signal:chat', data: 'hi' })).toEqual({
      ...fields,
      from: null,
      type: 'signal:chat',
      data: 'hi',
    });
    expect(sent({})).toEqual({ ...fields, from: null, type: null, data: null });
  });

  it('never last less than nothing, even when the clock was put back', () => {
    expect(sessionDestroyed(session, 'lastParticipantLeft', 990_000).fields).toMatchObject({ duration: 0 });
  });
});
