import { createLogger } from '@bapsang/server';
import { MediaServer } from './media-server';
import type { Publisher } from './publisher';
import type { Subscriber } from './subscriber';
import { KeepingSink } from './testing/keeping-sink';
import { ADDRESS, WeriftPeer } from './testing/werift-peer';

const logger = createLogger('test', 'silent');
const media = new MediaServer({ mediaAddress: ADDRESS, logger });
const closers: (() => Promise<void>)[] = [];

afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()));
  expect(media.statistics.openPeerConnections).toBe(0);
});

function createPeer(direction: 'sendonly' | 'recvonly', kinds?: readonly ('audio' | 'video')[]): WeriftPeer {
  const peer = new WeriftPeer(direction, kinds);
  closers.push(() => peer.close());
  return peer;
}

async function publish(publisher: Publisher): Promise<WeriftPeer> {
  const peer = createPeer('sendonly');
  await peer.connect(publisher);
  return peer;
}

describe('Subscriber', () => {
  it('receives numbers without a gap when the source changes', async () => {
    const publisher = media.createPublisher();
    const subscriber = media.createSubscriber(publisher, new Set(['video']));
    closers.push(
      () => subscriber.close(),
      () => publisher.close(),
    );
    const browser = createPeer('recvonly');
    const source = await publish(publisher);
    await browser.connect(subscriber);
    await source.send(100, 101);
    await browser.has(101);
    const again = await publish(publisher);
    await again.send(60_000, 60_001);
    await browser.has(103);
    expect(browser.received).toEqual([100, 101, 102, 103]);
  });

  it('answers what was not announced, or is not to be received, with nothing to send', async () => {
    const publisher = media.createPublisher();
    const subscriber = media.createSubscriber(publisher, new Set(['video']));
    closers.push(
      () => subscriber.close(),
      () => publisher.close(),
    );
    const browser = createPeer('recvonly', ['audio', 'video']);
    await browser.connect(subscriber);
    expect(browser.connection.getTransceivers().map(({ currentDirection }) => currentDirection)).toEqual([
      'inactive',
      'recvonly',
    ]);
  });

  it('fails clearly where the media address is not of this machine', async () => {
    const elsewhere = new MediaServer({ mediaAddress: '203.0.113.1', logger });
    const publisher = elsewhere.createPublisher();
    const peer = createPeer('recvonly');
    const subscriber = elsewhere.createSubscriber(publisher, new Set(['video']));
    await expect(peer.connect(subscriber)).rejects.toThrow('No UDP port could be opened on 203.0.113.1');
    expect(elsewhere.statistics.openPeerConnections).toBe(0);
    await publisher.close();
  });

  it('tells its owner once when the peer connection fails on its own', async () => {
    const publisher = media.createPublisher();
    const failed = jest.fn();
    const hasFailed = new Promise<void>((resolve) => failed.mockImplementation(resolve));
    const subscriber = media.createSubscriber(publisher, new Set(['video']), { failed });
    closers.push(() => publisher.close());
    const browser = createPeer('recvonly');
    // DTLS cannot begin without a fingerprint.
    const answer = await subscriber.answer((await browser.offer()).replace(/^a=fingerprint:.*\r\n/gm, ''));
    await browser.connection.setRemoteDescription({ type: 'answer', sdp: answer });
    await hasFailed;
    await subscriber.close();
    expect(failed).toHaveBeenCalledTimes(1);
  });

  it('does not call it a failure when it is closed', async () => {
    const publisher = media.createPublisher();
    const failed = jest.fn();
    const subscriber = media.createSubscriber(publisher, new Set(['video']), { failed });
    const browser = createPeer('recvonly');
    await browser.connect(subscriber);
    await subscriber.close();
    await publisher.close();
    expect(failed).not.toHaveBeenCalled();
  });
});

describe('Subscriber that offers', () => {
  function offering(kinds: readonly string[]): { publisher: Publisher; subscriber: Subscriber } {
    const publisher = media.createPublisher();
    const subscriber = media.createSubscriber(publisher, new Set(kinds));
    closers.push(
      () => subscriber.close(),
      () => publisher.close(),
    );
    return { publisher, subscriber };
  }

  it('offers one section to send for each announced kind, audio first', async () => {
    const { subscriber } = offering(['video', 'audio']);
    const offer = await subscriber.offer();
    expect(offer.match(/^(?:m=\w+|a=(?:sendonly|setup:\w+))/gm)).toEqual([
      ...['m=audio', 'a=setup:actpass', 'a=sendonly'],
      ...['m=video', 'a=setup:actpass', 'a=sendonly'],
    ]);
    expect(offer.match(/^a=rtpmap:.*/gm)).toEqual([
      'a=rtpmap:111 opus/48000/2',
      'a=rtpmap:96 VP8/90000',
      'a=rtpmap:97 rtx/90000',
    ]);
    expect(offer).not.toMatch(/transport-cc|ccm fir|video-orientation/);
    const addresses = offer.match(/^a=candidate:.*/gm)!.map((line) => line.split(' ')[4]);
    expect(new Set(addresses)).toEqual(new Set([ADDRESS]));
  });

  it('sends once the browser has answered', async () => {
    const { publisher, subscriber } = offering(['video']);
    const source = await publish(publisher);
    const browser = new WeriftPeer('recvonly', []);
    closers.push(() => browser.close());
    await subscriber.acceptAnswer(await browser.answer(await subscriber.offer()));
    await browser.connected();
    const [transport] = browser.connection.dtlsTransports;
    expect(transport!.role).toBe('client');
    await source.send(7, 8);
    await browser.has(8);
    expect(browser.received).toEqual([7, 8]);
    expect(media.statistics.packetsSent).toBeGreaterThan(0);
  });

  it('sends nothing in a section that the browser refuses', async () => {
    const { publisher, subscriber } = offering(['audio', 'video']);
    const source = await publish(publisher);
    const browser = new WeriftPeer('recvonly', []);
    closers.push(() => browser.close());
    browser.connection.onRemoteTransceiverAdded.subscribe((transceiver) => {
      transceiver.direction = transceiver.kind === 'video' ? 'inactive' : 'recvonly';
    });
    const before = media.statistics.packetsSent;
    await subscriber.acceptAnswer(await browser.answer(await subscriber.offer()));
    await browser.connected();
    const sink = new KeepingSink();
    publisher.add(sink);
    await source.send(1, 2, 3);
    await sink.count(3);
    expect(media.statistics.packetsSent).toBe(before);
  });

  it('refuses an answer that is rubbish and closes', async () => {
    const { subscriber } = offering(['audio']);
    await subscriber.offer();
    await expect(subscriber.acceptAnswer('v=0\r\n')).rejects.toThrow('The SDP has no media section.');
  });
});
