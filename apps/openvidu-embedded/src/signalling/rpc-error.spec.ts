import { TestSignalling } from '../testing/signalling';

const SOMEBODY = 'str_CAM_ABCD_con_unknown';

describe('requests that cannot be met', () => {
  let signalling: TestSignalling;

  beforeAll(async () => {
    signalling = await TestSignalling.start({ limits: { participantsPerSession: 100 } });
  });

  afterAll(() => signalling.close());

  it.each([
    ['applyFilter', {}, 406],
    ['removeFilter', {}, 406],
    ['execFilterMethod', {}, 406],
    ['addFilterEventListener', {}, 406],
    ['removeFilterEventListener', {}, 406],
    ['subscribeToSpeechToText', {}, 997],
    ['unsubscribeFromSpeechToText', {}, 997],
    ['unpublishVideo', {}, 105],
    ['streamPropertyChanged', { property: 'audioActive', newValue: false }, 105],
    ['receiveVideoFrom', { sender: SOMEBODY, sdpOffer: 'v=0' }, 102],
    ['receiveVideoFrom', { sender: SOMEBODY, sdpAnswer: 'v=0' }, 102],
    ['receiveVideoFrom', {}, -1],
    ['unsubscribeFromVideo', { sender: 'con_unknown' }, 102],
    ['prepareReceiveVideoFrom', { sender: SOMEBODY }, 102],
    ['reconnectStream', { stream: SOMEBODY, sdpOffer: 'v=0' }, 102],
    ['publishVideo', { hasAudio: true, hasVideo: true, sdpOffer: 'not SDP' }, 302],
    ['publishVideo', { hasAudio: true, hasVideo: true, sdpOffer: 'm=video 9 x 96\r\na=rtpmap:96 H264/90000' }, 800],
    ['publishVideo', { hasAudio: true }, -1],
    ['joinRoom', {}, -1],
    ['aMethodOfTomorrow', {}, -32_601],
    ['toString', {}, -32_601],
  ])('%s gets an error at once', async (method, params, code) => {
    const { client } = await signalling.enter('unmet');
    const answer = await client.request(method, params);
    expect(answer.error?.code).toBe(code);
    expect(answer.error?.message).not.toBe('');
    expect(answer).not.toHaveProperty('result');
  });

  it('leave the participant able to go on', async () => {
    const { client } = await signalling.enter('unmet-2');
    const candidate = { candidate: 'candidate:rubbish', sdpMid: null, sdpMLineIndex: 0 };
    for (const endpointName of ['con_unknown', '']) {
      expect((await client.request('onIceCandidate', { endpointName, ...candidate })).result).toBeDefined();
    }
    expect((await client.request('videoData', { width: 1 })).result).toBeDefined();
    expect((await client.request('echo', {})).result).toBeDefined();
  });
});
