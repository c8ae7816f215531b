import { compareBites, type BiteActor } from './counted-bites';
import type { ActedBite } from './participant-record';

const bite = (endedAt: number, outcome: ActedBite['outcome']): ActedBite => {
  return { endedAt, outcome, worker: 'one', answeredAt: endedAt };
};
const actor: BiteActor = {
  participantId: 'ann',
  record: { bites: [bite(1, 'acknowledged'), bite(2, 'refused'), bite(3, 'unanswered'), bite(4, 'unanswered')] },
};
const counted = (endedAt: number, participantId = 'ann'): { participantId: string; endedAt: number } => {
  return { participantId, endedAt };
};

describe('compareBites()', () => {
  it('finds nothing wrong where every acknowledged bite is counted once; one without an answer may be counted', () => {
    expect(compareBites([actor], [counted(1), counted(3)])).toEqual({
      acknowledged: 1,
      counted: 2,
      lost: [],
      twice: [],
      invented: [],
      inDoubt: 2,
      inDoubtCounted: 1,
    });
  });

  it('finds what is lost', () => {
    expect(compareBites([actor], []).lost).toEqual([{ participantId: 'ann', ...bite(1, 'acknowledged') }]);
  });

  it('finds what is counted twice', () => {
    expect(compareBites([actor], [counted(1), counted(1)]).twice).toEqual([counted(1), counted(1)]);
  });

  it.each([
    ['refused', counted(2)],
    ['never acted', counted(9)],
    ["another participant's", counted(1, 'bea')],
  ])('finds a bite that was %s and is counted', (_, wrong) => {
    expect(compareBites([actor], [counted(1), wrong]).invented).toEqual([wrong]);
  });
});
