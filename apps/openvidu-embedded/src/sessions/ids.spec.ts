import {
  connectionIdOfStream,
  createToken,
  randomConnectionId,
  randomRpcSessionId,
  randomSessionId,
  randomStreamId,
} from './ids';

describe('ids', () => {
  it('have the formats of OpenVidu', () => {
    expect(randomSessionId()).toMatch(/^ses_[A-Z][0-9A-Za-z]{9}$/);
    expect(randomConnectionId()).toMatch(/^con_[A-Z][0-9A-Za-z]{9}$/);
    expect(randomRpcSessionId()).toMatch(/^[a-v0-9]{26}$/);
  });

  it('name what a stream shows', () => {
    expect(randomStreamId('CAMERA', 'con_X')).toMatch(/^str_CAM_[A-Z][0-9A-Za-z]{3}_con_X$/);
    expect(randomStreamId('SCREEN', 'con_X')).toMatch(/^str_SCR_/);
    expect(randomStreamId(undefined, 'con_X')).toMatch(/^str_MIC_/);
  });

  it('do not repeat', () => {
    expect(new Set(Array.from({ length: 1_000 }, randomConnectionId)).size).toBe(1_000);
  });

  it('lead from a stream to its connection', () => {
    const connectionId = randomConnectionId();
    expect(connectionIdOfStream(randomStreamId('CAMERA', connectionId))).toBe(connectionId);
    expect(connectionIdOfStream('nonsense')).toBeUndefined();
  });

  it('make a token of the public address, without its path', () => {
    expect(createToken('http://localhost:4443/', 'A')).toMatch(
      /^ws:\/\/localhost:4443\?sessionId=A&token=tok_[A-Z][0-9A-Za-z]{15}$/,
    );
    expect(createToken('https://meet.example/path', 'A')).toMatch(/^wss:\/\/meet\.example\?sessionId=A&token=tok_/);
  });
});
