import { createLogger } from '@bapsang/server';
import fc from 'fast-check';
import { GenericNack } from 'werift';
import { MediaServer } from './media-server';
import { ADDRESS, WeriftPeer } from './testing/werift-peer';

const SEQUENCE_NUMBERS = 65_536;

/** Around the wrap, with one packet lost before it, one behind it and one later on. */
const SENT = [65_533, 65_534, 1, 2, 3, 5, 6];
const LOST = [65_535, 0, 4];

/** Sends and collects what the other side asks for, until it has asked for the last of what was lost or all is there. */
async function collectRequests(
  sender: WeriftPeer,
  isDone: (asked: ReadonlySet<number>) => boolean,
): Promise<Set<number>> {
  const asked = new Set<number>();
  const done = new Promise<void>((resolve) => {
    sender.transceiver.sender.onGenericNack.subscribe(({ lost }) => {
      for (const sequenceNumber of lost) asked.add(sequenceNumber);
      if (isDone(asked)) resolve();
    });
  });
  await sender.send(...SENT);
  await done;
  return asked;
}

describe('the unpatched library', () => {
  it('asks for nothing that was lost across the wrap, and for what is lost later', async () => {
    const sender = new WeriftPeer('sendonly');
    const receiver = new WeriftPeer('recvonly', []);
    await sender.accept(await receiver.answer(await sender.offer()));
    await receiver.connected();
    let requests = 0;
    sender.transceiver.sender.onGenericNack.subscribe(() => requests++);
    await sender.send(...SENT);
    await receiver.has(SENT.at(-1)!);
    const { nack } = receiver.transceiver.receiver as unknown as { nack: { lostSeqNumbers: number[] } };
    expect(nack.lostSeqNumbers).toEqual([]);
    expect(requests).toBe(0);
    await Promise.all([sender.close(), receiver.close()]);
  });
});

describe('NackSender', () => {
  it('asks for what was lost across the wrap and after it, over real sockets', async () => {
    const media = new MediaServer({ mediaAddress: ADDRESS, logger: createLogger('test', 'silent') });
    const publisher = media.createPublisher();
    const sender = new WeriftPeer('sendonly');
    await sender.connect(publisher);
    const asked = await collectRequests(sender, (requests) => LOST.every((lost) => requests.has(lost)));
    expect([...asked].sort((a, b) => a - b)).toEqual([...LOST].sort((a, b) => a - b));
    expect(media.statistics.nacksSent).toBeGreaterThan(0);
    await Promise.all([publisher.close(), sender.close()]);
  });

  it('can rely on the library to write every list as RFC 4585 has it, also across the wrap', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: SEQUENCE_NUMBERS - 100, max: SEQUENCE_NUMBERS - 1 }),
        fc.uniqueArray(fc.integer({ min: 0, max: 200 }), { minLength: 1 }),
        (first, offsets) => {
          const lost = offsets.sort((a, b) => a - b).map((offset) => (first + offset) % SEQUENCE_NUMBERS);
          const bytes = new GenericNack({ senderSsrc: 1, mediaSourceSsrc: 2, lost }).serialize();
          const read: number[] = [];
          for (let at = 12; at < bytes.length; at += 4) {
            const identifier = bytes.readUInt16BE(at);
            const mask = bytes.readUInt16BE(at + 2);
            read.push(identifier);
            for (let bit = 0; bit < 16; bit++) {
              if (mask & (1 << bit)) read.push((identifier + bit + 1) % SEQUENCE_NUMBERS);
            }
          }
          expect(read).toEqual(lost);
        },
      ),
    );
  });
});
