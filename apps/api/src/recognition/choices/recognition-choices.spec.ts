import { RecognitionChoices } from './recognition-choices';

const minji = { mealId: 'm', participantId: 'minji' };

describe('RecognitionChoices', () => {
  it('knows what was chosen last, for each meal on its own', () => {
    const choices = new RecognitionChoices();
    choices.set(minji, { choice: 'server', connectionId: 'con_1', chosenAt: 0 }, 1);
    choices.set(minji, { choice: 'none', connectionId: 'con_1', chosenAt: 5 }, 2);
    expect(choices.of(minji)).toMatchObject({ choice: 'none', chosenAt: 5 });
    expect(choices.of({ ...minji, mealId: 'other' })).toBeUndefined();
    expect(choices.size).toBe(1);
  });

  it('forgets whose connection is gone, and nobody who came while OpenVidu was asked', () => {
    const choices = new RecognitionChoices();
    const jun = { mealId: 'm', participantId: 'jun' };
    const late = { mealId: 'm', participantId: 'late' };
    choices.set(minji, { choice: 'none', connectionId: 'con_1', chosenAt: 0 }, 1);
    choices.set(jun, { choice: 'device', connectionId: 'con_2', chosenAt: 0 }, 1);
    choices.set(late, { choice: 'device', connectionId: 'con_3', chosenAt: 0 }, 10);
    choices.sweep(new Set(['con_2']), 10);
    expect([minji, jun, late].map((participant) => choices.of(participant)?.choice)).toEqual([
      undefined,
      'device',
      'device',
    ]);
  });
});
