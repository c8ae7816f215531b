import fc from 'fast-check';
import { RtpHeader, SrtpSession } from 'werift';
import { guessPacketIndex, repairRollover, updateRollover, type RolloverState } from './rollover';

const ROUND = 65_536;

function range(first: number, end: number): number[] {
  return Array.from({ length: end - first }, (_, offset) => first + offset);
}

function createSession(): SrtpSession {
  const key = Buffer.alloc(16, 1);
  const salt = Buffer.alloc(12, 2);
  const keys = { localMasterKey: key, localMasterSalt: salt, remoteMasterKey: key, remoteMasterSalt: salt };
  const session = new SrtpSession({ keys, profile: 7 });
  repairRollover(session);
  return session;
}

/** How many of the delivered packets a receiver cannot decrypt, when the sender sent all of them in order. */
function failures(sent: readonly number[], delivered: readonly number[]): number {
  const sender = createSession();
  const receiver = createSession();
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

describe('repairRollover', () => {
  const sent = range(65_000, ROUND + 2_000);

  it('keeps decrypting after 250 packets were lost across the wrap', () => {
    expect(
      failures(
        sent,
        sent.filter((index) => index < 65_400 || index > 65_650),
      ),
    ).toBe(0);
  });

  it('keeps decrypting when sequence number 0 comes 150 packets late', () => {
    const delivered = sent.filter((index) => index !== ROUND);
    delivered.splice(delivered.indexOf(ROUND + 150), 0, ROUND);
    expect(failures(sent, delivered)).toBe(0);
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
