import { StepWindow } from '../steps/step-window';
import { meanJudge } from './mean-judge';
import type { StepJudgement } from './step-judgement';

const NOTHING = { none: 1, bite: 0, sip: 0 };
const BITE = { none: 0.2, bite: 0.8, sip: 0 };
const CHEWS = { still: 0, chew: 1, talk: 0, other: 0 };
const TALKS = { still: 0, chew: 0, talk: 0.5, other: 0.5 };

const judgeOf = (...said: readonly StepJudgement[]) => meanJudge(said.map((own) => () => own))(new StepWindow());

describe('meanJudge()', () => {
  it('says the mean of what all say', () => {
    const one = { mouth: CHEWS, holding: NOTHING, contact: BITE };
    const other = { mouth: TALKS, holding: BITE, contact: NOTHING };
    expect(judgeOf(one, other)).toEqual({
      mouth: { still: 0, chew: 0.5, talk: 0.25, other: 0.25 },
      holding: { none: 0.6, bite: 0.4, sip: 0 },
      contact: { none: 0.6, bite: 0.4, sip: 0 },
    });
  });

  it('says nothing of a mouth of which not all say something', () => {
    const blind = { mouth: null, holding: NOTHING, contact: NOTHING };
    expect(judgeOf({ ...blind, mouth: CHEWS }, blind).mouth).toBeNull();
  });
});
