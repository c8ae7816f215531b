import { createLogger } from '@bapsang/server';
import type { RtcpPacket, RTCRtpReceiver } from 'werift';
import { MediaServer } from './media-server';
import { HISTORY, MAXIMUM_RETRANSMISSIONS } from './retransmitter';
import { ADDRESS, WeriftPeer } from './testing/werift-peer';

const SEQUENCE_NUMBERS = 65_536;

function wrapped(first: number, length: number): number[] {
  return Array.from({ length }, (_, offset) => (first + offset) % SEQUENCE_NUMBERS);
}

/** Where packets are sent, and who asks for them again. */
interface Path {
  send(sequenceNumbers: readonly number[]): Promise<void>;
  readonly receiver: WeriftPeer;
  close(): Promise<void>;
}

/** Takes werift's own NACK handler out, so that only the test asks. */
function silence(receiver: RTCRtpReceiver): void {
  const { nack } = receiver as unknown as { nack: { addPacket: () => void } };
  nack.addPacket = () => undefined;
}

/**
 * A generic NACK (RFC 4585, 6.2.1) as browsers write it: the bitmask goes on across the wrap. werift begins a new entry
 * there, so that it does not meet its own fault.
 */
function createNack(mediaSourceSsrc: number, lost: readonly number[]): RtcpPacket {
  const entries: { readonly first: number; mask: number }[] = [];
  for (const sequenceNumber of lost) {
    const entry = entries.at(-1);
    const shift = entry ? (sequenceNumber - entry.first - 1 + SEQUENCE_NUMBERS) % SEQUENCE_NUMBERS : Infinity;
    if (entry && shift < 16) entry.mask |= 1 << shift;
    else entries.push({ first: sequenceNumber, mask: 0 });
  }
  const words = [mediaSourceSsrc, ...entries.map(({ first, mask }) => first * SEQUENCE_NUMBERS + mask)];
  const bytes = Buffer.alloc(8 + 4 * words.length);
  bytes.writeUInt32BE(0x81cd_0000 + words.length + 1);
  bytes.writeUInt32BE(1, 4);
  words.forEach((word, index) => bytes.writeUInt32BE(word, 8 + 4 * index));
  return { serialize: () => bytes } as unknown as RtcpPacket;
}

async function ask({ receiver }: Path, lost: readonly number[]): Promise<void> {
  const [track] = receiver.transceiver.receiver.tracks;
  await receiver.transceiver.dtlsTransport.sendRtcp([createNack(track!.ssrc!, lost)]);
}

/** One werift sends straight to another. */
async function openUnpatched(): Promise<Path> {
  const sender = new WeriftPeer('sendonly');
  const receiver = new WeriftPeer('recvonly', []);
  await sender.accept(await receiver.answer(await sender.offer()));
  await receiver.connected();
  silence(receiver.transceiver.receiver);
  return {
    receiver,
    send: (sequenceNumbers) => sender.send(...sequenceNumbers),
    close: () => Promise.all([sender.close(), receiver.close()]).then(() => undefined),
  };
}

const media = new MediaServer({ mediaAddress: ADDRESS, logger: createLogger('test', 'silent') });

async function openOurs(): Promise<Path> {
  const publisher = media.createPublisher();
  const subscriber = media.createSubscriber(publisher, new Set(['video']));
  const source = new WeriftPeer('sendonly');
  const receiver = new WeriftPeer('recvonly');
  await source.connect(publisher);
  await receiver.connect(subscriber);
  silence(receiver.transceiver.receiver);
  return {
    receiver,
    send: (sequenceNumbers) => source.send(...sequenceNumbers),
    close: async () => {
      await Promise.all([subscriber.close(), publisher.close(), source.close(), receiver.close()]);
    },
  };
}

function timesReceived({ receiver }: Path, sequenceNumber: number): number {
  return receiver.received.filter((received) => received === sequenceNumber).length;
}

/** Sends all, in portions that a socket's buffer holds, and waits until they are there. */
async function sendAll(path: Path, sequenceNumbers: readonly number[]): Promise<void> {
  for (let start = 0; start < sequenceNumbers.length; start += 50) {
    const portion = sequenceNumbers.slice(start, start + 50);
    await path.send(portion);
    await path.receiver.has(portion.at(-1)!);
  }
}

/** Asks for some packets, and for one after them whose arrival shows that the others have been dealt with. */
async function askUntilDealtWith(path: Path, lost: number[], last: number): Promise<void> {
  const before = path.receiver.received.length;
  await ask(path, lost);
  await ask(path, [last]);
  while (!path.receiver.received.slice(before).includes(last)) await new Promise(setImmediate);
}

describe('what a subscriber asks for again', () => {
  let path: Path;

  afterEach(() => path.close());

  describe('from the unpatched library', () => {
    beforeEach(async () => (path = await openUnpatched()));

    it('does not come from behind the wrap of the sequence number', async () => {
      await sendAll(path, wrapped(65_534, 6));
      await askUntilDealtWith(path, [65_535, 0, 1], 3);
      expect([65_535, 0, 1].map((number) => timesReceived(path, number))).toEqual([2, 1, 1]);
    });

    it('does not come when 128 others were sent since', async () => {
      const all = wrapped(65_400, 300);
      await sendAll(path, all);
      await askUntilDealtWith(path, [all[300 - 129]!], all.at(-1)!);
      expect(timesReceived(path, all[300 - 129]!)).toBe(1);
    });
  });

  describe('from ours', () => {
    beforeEach(async () => (path = await openOurs()));

    it('comes from before and behind the wrap of the sequence number', async () => {
      await sendAll(path, wrapped(65_534, 6));
      const { retransmissionsSent, nacksReceived } = media.statistics;
      await askUntilDealtWith(path, [65_535, 0, 1], 3);
      expect([65_535, 0, 1].map((number) => timesReceived(path, number))).toEqual([2, 2, 2]);
      expect(media.statistics).toMatchObject({
        retransmissionsSent: retransmissionsSent + 4,
        nacksReceived: nacksReceived + 2,
      });
    });

    it('comes while it is in the history', async () => {
      const all = wrapped(65_400, HISTORY + 1);
      await sendAll(path, all);
      await askUntilDealtWith(path, [all[0]!, all[1]!], all.at(-1)!);
      expect([all[0]!, all[1]!].map((number) => timesReceived(path, number))).toEqual([1, 2]);
    });

    it('comes a bounded number of times', async () => {
      await sendAll(path, [1, 2]);
      for (let round = 0; round < MAXIMUM_RETRANSMISSIONS + 5; round++) await ask(path, [1]);
      await askUntilDealtWith(path, [1], 2);
      expect(timesReceived(path, 1)).toBe(1 + MAXIMUM_RETRANSMISSIONS);
    });
  });
});
