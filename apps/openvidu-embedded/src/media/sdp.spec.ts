import { filterSdp, hasCandidate, offersForwardableVideo, usernameFragment } from './sdp';

const SDP = [
  'v=0',
  'm=video 9 UDP/TLS/RTP/SAVPF 96 97',
  'a=ice-ufrag:aB3d',
  'a=candidate:1 1 udp 2113937151 127.0.0.1 40001 typ host',
  'a=candidate:2 1 udp 2113937151 172.17.0.2 40001 typ host',
  'a=rtpmap:96 VP8/90000',
  'a=rtcp-fb:96 nack',
  'a=rtcp-fb:96 nack pli',
  'a=rtcp-fb:96 goog-remb',
  'a=rtcp-fb:96 transport-cc',
  'a=rtcp-fb:* ccm fir',
  '',
].join('\r\n');

describe('filterSdp', () => {
  it('keeps the candidates of the media address only', () => {
    const filtered = filterSdp(SDP, '172.17.0.2');
    expect(filtered).toContain('172.17.0.2');
    expect(filtered).not.toContain('127.0.0.1');
    expect(hasCandidate(filtered)).toBe(true);
    expect(hasCandidate(filterSdp(SDP, '10.0.0.1'))).toBe(false);
  });

  it('tells the public address in the place of the bound one', () => {
    const filtered = filterSdp(SDP, '172.17.0.2', '203.0.113.7');
    expect(filtered.match(/a=candidate:.*/g)).toEqual(['a=candidate:2 1 udp 2113937151 203.0.113.7 40001 typ host']);
    expect(filtered).not.toContain('172.17.0.2');
  });

  it('takes transport-cc and fir out and leaves the other feedback', () => {
    const filtered = filterSdp(SDP, '127.0.0.1');
    expect(filtered).not.toMatch(/transport-cc|ccm fir/);
    expect(filtered.match(/a=rtcp-fb:.*/g)).toEqual([
      'a=rtcp-fb:96 nack',
      'a=rtcp-fb:96 nack pli',
      'a=rtcp-fb:96 goog-remb',
    ]);
    expect(filtered.endsWith('\r\n')).toBe(true);
  });
});

describe('offersForwardableVideo', () => {
  it('asks for VP8 where there is video', () => {
    expect(offersForwardableVideo(SDP)).toBe(true);
    expect(offersForwardableVideo(SDP.replace('VP8', 'H264'))).toBe(false);
    expect(offersForwardableVideo('v=0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\n')).toBe(true);
  });
});

describe('usernameFragment', () => {
  it('is read from the description', () => {
    expect(usernameFragment(SDP)).toBe('aB3d');
    expect(usernameFragment('v=0')).toBeUndefined();
  });
});
