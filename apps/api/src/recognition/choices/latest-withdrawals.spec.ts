import { LatestWithdrawals } from './latest-withdrawals';

describe('LatestWithdrawals', () => {
  it('keeps the latest of each participant until the consent is given again', () => {
    const withdrawals = new LatestWithdrawals(2);
    for (const [participantId, withdrawnAt] of [
      ['a', 1],
      ['b', 2],
      ['a', 3],
      ['c', 4],
    ] as const) {
      withdrawals.add({ participantId, withdrawnAt });
    }
    expect(withdrawals.all).toEqual([
      { participantId: 'a', withdrawnAt: 3 },
      { participantId: 'c', withdrawnAt: 4 },
    ]);
    withdrawals.forget('a');
    expect(withdrawals.all).toEqual([{ participantId: 'c', withdrawnAt: 4 }]);
  });
});
