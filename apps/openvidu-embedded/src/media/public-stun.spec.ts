import { createLogger } from '@bapsang/server';
import { RTCPeerConnection, type RTCDtlsTransport } from 'werift';
import { MediaServer } from './media-server';
import { peerConfiguration } from './peer-configuration';
import { ADDRESS, WeriftPeer } from './testing/werift-peer';

function stunServers(transports: readonly RTCDtlsTransport[]): unknown[] {
  return transports.map(({ iceTransport }) => iceTransport.connection.stunServer);
}

describe('the unpatched library', () => {
  it('would ask a public STUN server although the list of servers is empty', async () => {
    const peer = new RTCPeerConnection(peerConfiguration(ADDRESS));
    peer.addTransceiver('audio');
    expect(stunServers(peer.dtlsTransports)).toEqual([['stun.l.google.com', 19_302]]);
    await peer.close();
  });
});

describe('a media server', () => {
  afterEach(() => jest.restoreAllMocks());

  it('has no STUN server when it begins to gather candidates, whoever offers', async () => {
    const media = new MediaServer({ mediaAddress: ADDRESS, logger: createLogger('test', 'silent') });
    const browser = new WeriftPeer('recvonly', ['audio', 'video']);
    const offer = await browser.offer();
    const setLocalDescription = jest.spyOn(RTCPeerConnection.prototype, 'setLocalDescription');
    const publisher = media.createPublisher();
    const answering = media.createSubscriber(publisher, new Set(['audio']));
    const offering = media.createSubscriber(publisher, new Set(['audio']));
    await Promise.all([answering.answer(offer), offering.offer()]);
    const peers = setLocalDescription.mock.contexts as RTCPeerConnection[];
    expect(peers.map(({ dtlsTransports }) => stunServers(dtlsTransports))).toEqual([[undefined], [undefined]]);
    await Promise.all([answering.close(), offering.close(), publisher.close(), browser.close()]);
  });
});
