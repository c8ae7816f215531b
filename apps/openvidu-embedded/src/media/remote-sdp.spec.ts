import { MAXIMUM_CANDIDATES, MAXIMUM_LENGTH, restrictRemoteSdp } from './remote-sdp';

const ADDRESS = '127.0.0.1';
const SECTION = 'm=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=rtpmap:111 opus/48000/2\r\n';

function candidate(port: number, address = ADDRESS): string {
  return `a=candidate:1 1 udp 2113937151 ${address} ${port} typ host\r\n`;
}

describe('restrictRemoteSdp', () => {
  it('leaves an ordinary description as it is', () => {
    const sdp = `v=0\r\n${SECTION}${candidate(40_001)}`;
    expect(restrictRemoteSdp(sdp, ADDRESS)).toBe(sdp);
    expect(restrictRemoteSdp(sdp.replaceAll('\r\n', '\n'), ADDRESS)).toBe(sdp);
  });

  it('takes out the candidates that cannot be used', () => {
    const sdp = `v=0\r\n${SECTION}${candidate(1, '0a1b-2c.local')}${candidate(2)}${candidate(3, '10.0.0.9')}`;
    expect(restrictRemoteSdp(sdp, ADDRESS)).toBe(`v=0\r\n${SECTION}${candidate(2)}`);
  });

  it('takes a bounded number of candidates', () => {
    const sdp = `v=0\r\n${SECTION}${Array.from({ length: 1_000 }, (_, index) => candidate(index + 1)).join('')}`;
    expect(restrictRemoteSdp(sdp, ADDRESS).match(/^a=candidate:/gm)).toHaveLength(MAXIMUM_CANDIDATES);
  });

  it.each([
    ['nothing', '', 'The SDP has no media section.'],
    [
      'one that is too long',
      'x'.repeat(MAXIMUM_LENGTH + 1),
      `${MAXIMUM_LENGTH + 1} characters; at most ${MAXIMUM_LENGTH}`,
    ],
    ['thousands of sections', `v=0\r\n${'m=audio\r\n'.repeat(3_000)}`, 'has 3000 media sections; at most 2'],
    ['a data channel', 'v=0\r\nm=application 9 UDP/DTLS/SCTP webrtc-datachannel\r\n', 'neither audio nor video'],
  ])('refuses %s', (_, sdp, message) => {
    expect(() => restrictRemoteSdp(sdp, ADDRESS)).toThrow(message);
  });
});
