import { createLogger } from '@bapsang/server';
import fc from 'fast-check';
import { RtpHeader, SrtpSession } from 'werift';
import { MediaServer } from './media-server';
import { guessPacketIndex, repairRollover, updateRollover, type RolloverState } from './rollover';
import { KeepingSink } from './testing/keeping-sink';
import { ADDRESS, WeriftPeer } from './testing/werift-peer';

const ROUND = 65_536;

function range(first: number, end: number): number[] {
  return Array.from({ length: end - first }, (_, offset) => first + offset);
}

function createUnpatchedSession(): SrtpSession {
  const key = Buffer.alloc(16, 1);
  const salt = Buffer.alloc(12, 2);
  const keys = { localMasterKey: key, localMasterSalt: salt, remoteMasterKey: key, remoteMasterSalt: salt };
  return new SrtpSession({ keys, profile: 7 });
}

function createRepairedSession(): SrtpSession {
  const session = createUnpatchedSession();
  repairRollover(session);
  return session;
}

interface Sessions {
  readonly sender?: SrtpSession;
  readonly receiver?: SrtpSession;
}

/** How many of the delivered packets a receiver cannot decrypt, when they were sent in the order of `sent`. */
function failures(
  sent: readonly number[],
  delivered: readonly number[],
  { sender = createRepairedSession(), receiver = createRepairedSession() }: Sessions = {},
): number {
  const encrypted = new Map(
    sent.map((index) => {
      const header = new RtpHeader({ sequenceNumber: index % ROUND, ssrc: 1, payloadType: 96 });
      return [index, sender.encrypt(Buffer.from('payload'), header)];
    }),
  );
  let failed = 0;
  for (const index of delivered) {
    try {
      receiver.decrypt(encrypted.get(index)!);
    } catch {
      failed++;
    }
  }
  return failed;
}

/** What comes through when some packets across the wrap are lost. */
const BEFORE = range(65_380, 65_400);
const AFTER = range(120, 140);
const LAST = AFTER.at(-1)!;

/** Sends every packet, as browsers do; those between {@link BEFORE} and {@link AFTER} are lost on the way. */
async function sendAcrossTheWrap(sender: WeriftPeer): Promise<void> {
  sender.lose((sequenceNumber) => sequenceNumber >= 65_400 || sequenceNumber < AFTER[0]!);
  await sender.send(...range(BEFORE[0]!, ROUND), ...range(0, LAST + 1));
}

describe('guessPacketIndex', () => {
  it('finds the true index of every packet less than half a round away', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: ROUND, max: 2 ** 40 }),
        fc.integer({ min: -32_767, max: 32_767 }),
        (highest, distance) => {
          expect(guessPacketIndex(highest, (highest + distance) % ROUND)).toBe(highest + distance);
        },
      ),
    );
  });
});

describe('updateRollover', () => {
  it('does not move ahead for a packet from before the first round', () => {
    const state: RolloverState = { rolloverCounter: 0 };
    updateRollover(5, state);
    updateRollover(65_535, state);
    expect(state).toMatchObject({ rolloverCounter: 0, highestIndex: 5 });
    updateRollover(6, state);
    expect(state).toMatchObject({ rolloverCounter: 0, highestIndex: 6 });
  });
});

/** All packets around the wrap. */
const SENT = range(65_000, ROUND + 2_000);

/** 250 packets missing across the wrap. */
const WITH_GAP = SENT.filter((index) => index < 65_400 || index > 65_650);

/** Sequence number 0 comes 150 packets late. */
const WITH_LATE_ZERO = SENT.filter((index) => index !== ROUND).toSpliced(ROUND - 65_000 + 149, 0, ROUND);

describe('the unpatched library', () => {
  it('decrypts nothing for good after 250 packets were lost across the wrap', () => {
    const after = WITH_GAP.filter((index) => index >= ROUND).length;
    expect(failures(SENT, WITH_GAP, { receiver: createUnpatchedSession() })).toBe(after);
  });

  it('encrypts for nobody after it sent on what had 250 packets missing across the wrap', () => {
    const after = WITH_GAP.filter((index) => index >= ROUND).length;
    expect(failures(WITH_GAP, WITH_GAP, { sender: createUnpatchedSession() })).toBe(after);
  });

  it('encrypts for nobody after it sent on sequence number 0 150 packets late', () => {
    const after = SENT.filter((index) => index >= ROUND + 150).length;
    const failed = failures(WITH_LATE_ZERO, WITH_LATE_ZERO, { sender: createUnpatchedSession() });
    expect(failed).toBeGreaterThanOrEqual(after);
  });

  it('goes black over real sockets when packets are lost across the wrap', async () => {
    const sender = new WeriftPeer('sendonly');
    const receiver = new WeriftPeer('recvonly', []);
    await sender.accept(await receiver.answer(await sender.offer()));
    await receiver.connected();
    const arrived = new Promise<void>((resolve) => {
      const { connection } = receiver.transceiver.dtlsTransport.iceTransport;
      connection.onData.subscribe((data) => {
        if (data.readUInt16BE(2) === LAST) resolve();
      });
    });
    await sendAcrossTheWrap(sender);
    await arrived;
    expect(receiver.received).toEqual(BEFORE);
    await Promise.all([sender.close(), receiver.close()]);
  });
});

describe('repairRollover', () => {
  it('goes on after 250 packets were lost across the wrap', () => {
    expect(failures(SENT, WITH_GAP)).toBe(0);
    expect(failures(WITH_GAP, WITH_GAP)).toBe(0);
  });

  it('goes on when sequence number 0 comes 150 packets late', () => {
    expect(failures(SENT, WITH_LATE_ZERO)).toBe(0);
    expect(failures(WITH_LATE_ZERO, WITH_LATE_ZERO)).toBe(0);
  });

  it('keeps forwarding over real sockets when packets are lost across the wrap', async () => {
    const media = new MediaServer({ mediaAddress: ADDRESS, logger: createLogger('test', 'silent') });
    const publisher = media.createPublisher();
    const subscriber = media.createSubscriber(publisher, new Set(['video']));
    const sender = new WeriftPeer('sendonly');
    const browser = new WeriftPeer('recvonly');
    const sink = new KeepingSink();
    publisher.add(sink);
    await sender.connect(publisher);
    await browser.connect(subscriber);
    // What the browser decrypts was encrypted by this side, whose count must have gone on as well.
    for (const { srtp } of browser.connection.dtlsTransports) repairRollover(srtp);
    await sendAcrossTheWrap(sender);
    await browser.has(LAST);
    // Retransmissions of some lost ones follow.
    const expected = [...BEFORE, ...AFTER];
    expect(sink.sequenceNumbers.slice(0, expected.length)).toEqual(expected);
    expect(browser.received.filter((number) => expected.includes(number))).toEqual(expected);
    await Promise.all([subscriber.close(), publisher.close(), sender.close(), browser.close()]);
  });

  it('keeps decrypting whatever is lost and reordered within a hundred packets', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ lost: fc.boolean(), late: fc.integer({ min: 0, max: 100 }) }), {
          minLength: 400,
          maxLength: 400,
        }),
        (fates) => {
          const all = range(ROUND - 200, ROUND + 200);
          const kept = all.flatMap((index, i) => (fates[i]!.lost ? [] : [{ index, at: index + fates[i]!.late }]));
          // The first packet sets the round: nothing may be older than it.
          const delivered = [ROUND - 200, ...kept.sort((a, b) => a.at - b.at).map(({ index }) => index)];
          expect(failures(all, delivered)).toBe(0);
        },
      ),
      { numRuns: 15 },
    );
  });
});
