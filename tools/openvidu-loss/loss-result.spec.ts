import { lossResult, type Moment } from './loss-result';
import type { LossCounts } from './lossy-sockets';

const begin: Moment = {
  at: 1_000,
  sent: { packetsSent: 100, retransmittedPacketsSent: 10, nackCount: 5, framesSent: 30 },
  received: {
    packetsReceived: 90,
    retransmittedPacketsReceived: 4,
    packetsLost: 3,
    nackCount: 2,
    pliCount: 1,
    framesDecoded: 30,
    keyFramesDecoded: 1,
    freezeCount: 1,
    totalFreezesDuration: 0.5,
  },
};

/** 20 s later 1,000 packets have been published, 40 of them sent again. */
const end: Moment = {
  at: 21_000,
  sent: { packetsSent: 1_140, retransmittedPacketsSent: 50, nackCount: 25, framesSent: 630 },
  received: {
    ...begin.received,
    packetsReceived: 1_090,
    retransmittedPacketsReceived: 34,
    nackCount: 32,
    framesDecoded: 630,
    keyFramesDecoded: 2,
    freezeCount: 3,
    totalFreezesDuration: 1.25,
  },
};

const counts = (missing: number): LossCounts => ({
  up: { packets: 0, dropped: 0 },
  down: { packets: 0, dropped: 0 },
  delivery: { published: 1_000, missing },
});

const SHOWN = { longestGap: 420, sinceLatest: 30 };

describe('lossResult', () => {
  it('tells what happened between two moments', () => {
    expect(lossResult(begin, end, SHOWN, counts(0))).toMatchObject({
      freezes: 2,
      freezeSeconds: 0.75,
      longestGap: 0.42,
      framesPerSecond: 30,
      residualLoss: 0,
      keyFrames: 1,
      retransmissions: { up: 40, down: 30 },
      nacks: { up: 20, down: 30 },
    });
  });

  it('counts a video that stands still at the end', () => {
    const { freezes, freezeSeconds } = lossResult(begin, end, { longestGap: 4_000, sinceLatest: 4_000 }, counts(0));
    expect([freezes, freezeSeconds]).toEqual([3, 4.75]);
  });

  it('takes the share that was lost on the wire for the residual loss', () => {
    expect(lossResult(begin, end, SHOWN, counts(5)).residualLoss).toBeCloseTo(0.5, 9);
  });

  it('takes what the receiver could not decrypt for lost, though it came', () => {
    const black = { ...end, received: { ...end.received, packetsReceived: 340 } };
    expect(lossResult(begin, black, SHOWN, counts(0)).residualLoss).toBeCloseTo(75, 9);
  });
});
