import { CONTACT_LAG_STEPS } from '../../../libs/recognition/src/motion/models/step-judgement';
import { STEP_MS } from '../../../libs/recognition/src/motion/steps/step-clock';
import type { LabelledSequence } from '../sequences/labelled-sequence';
import { targetsAt } from './step-targets';

const SEQUENCE: LabelledSequence = {
  ...{ id: 'a', set: 'synthetic', source: 'b', origin: 'synthetic', framesPerSecond: 8, frames: [], negatives: [] },
  labelled: { mouth: true, intake: true },
  mouth: [
    { from: 0, to: 4000, label: 'still' },
    { from: 4000, to: 9000, label: 'talk' },
  ],
  intakes: [{ kind: 'sip', beganAt: 9000, contactAt: 10_000, endedAt: 13_000 }],
};

const LAG_MS = CONTACT_LAG_STEPS * STEP_MS;

describe('targetsAt()', () => {
  it('asks for the mouth once it has done something for a while', () => {
    expect([3900, 4300, 5000, 9500].map((at) => targetsAt(SEQUENCE, at).mouth)).toEqual([0, null, 2, null]);
  });

  it('asks for a contact as late as the model is asked, and not where it is doubtful', () => {
    const at = (offset: number) => targetsAt(SEQUENCE, 10_000 + LAG_MS + offset).contact;
    expect([-2000, -600, -300, 0, 300, 600, 2000].map(at)).toEqual([0, null, 2, 2, 2, null, 0]);
  });

  it('asks for what is at the mouth from contact until the hand goes back', () => {
    const at = (time: number) => targetsAt(SEQUENCE, time).holding;
    expect([9000, 9900, 10_000, 12_000, 12_500, 14_000].map(at)).toEqual([0, null, 2, 2, null, 0]);
  });

  it('asks for nothing that the set does not know', () => {
    const unknown = { ...SEQUENCE, labelled: { mouth: false, intake: false } };
    expect(targetsAt(unknown, 5000)).toEqual({ mouth: null, holding: null, contact: null });
  });
});
