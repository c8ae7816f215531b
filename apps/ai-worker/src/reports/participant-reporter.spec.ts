import { motionUpdate as update } from '../testing/motion-update.spec-support';
import { ParticipantReporter } from './participant-reporter';

const SUBJECT = { mealId: 'meal', participantId: 'ann', connectionId: 'con_ann', seal: 'a seal' };

const MODEL = 'motion@3';

describe('ParticipantReporter', () => {
  it('reports the first frame as active', () => {
    const report = new ParticipantReporter(SUBJECT).update(update('idle'), 1200, MODEL);
    expect(report).toEqual({
      ...SUBJECT,
      recognition: 'active',
      motion: 'idle',
      confidence: 0.9,
      since: 1000,
      capturedAt: 1200,
      events: [],
      model: MODEL,
    });
  });

  it('is silent while the motion lasts, even where the confidence changes', () => {
    const reporter = new ParticipantReporter(SUBJECT);
    reporter.update(update('idle'), 1, MODEL);
    expect(reporter.update(update('idle', { confidence: 0.2, since: 7 }), 2, MODEL)).toBeUndefined();
  });

  it('reports a change of motion and an event without a change', () => {
    const reporter = new ParticipantReporter(SUBJECT);
    const bite = { kind: 'bite', beganAt: 1, contactAt: 1, endedAt: 2, confidence: 0.7 } as const;
    reporter.update(update('idle'), 1, MODEL);
    expect(reporter.update(update('chew'), 2, MODEL)).toMatchObject({ motion: 'chew', capturedAt: 2 });
    expect(reporter.update(update('chew', { events: [bite] }), 3, MODEL)).toMatchObject({
      motion: 'chew',
      events: [bite],
    });
  });

  it('sends only what the contract allows: whole moments, confidences of two decimals within 0 to 1', () => {
    const reporter = new ParticipantReporter(SUBJECT);
    const sip = { kind: 'sip', beganAt: 1.4, contactAt: 1.6, endedAt: 2.6, confidence: 0.123456 } as const;
    expect(
      reporter.update(update('drink', { since: 9.7, confidence: 1.0000001, events: [sip] }), 1, MODEL),
    ).toMatchObject({
      since: 10,
      confidence: 1,
      events: [{ kind: 'sip', beganAt: 1, contactAt: 2, endedAt: 3, confidence: 0.12 }],
    });
    expect(reporter.update(update('idle', { confidence: Number.NaN }), 2, MODEL)).toMatchObject({ confidence: 0 });
  });

  it('reports the chewing rate when it becomes known and when it changes, only while the participant chews', () => {
    const reporter = new ParticipantReporter(SUBJECT);
    reporter.update(update('chew'), 1, MODEL);
    expect(reporter.update(update('chew', { chewingRate: 1.444 }), 2, MODEL)).toMatchObject({ chewingRate: 1.44 });
    expect(reporter.update(update('chew', { chewingRate: 1.6 }), 3, MODEL)).toBeUndefined();
    expect(reporter.update(update('chew', { chewingRate: 1.7 }), 4, MODEL)).toMatchObject({ chewingRate: 1.7 });
    expect(reporter.update(update('talk', { chewingRate: 1.7 }), 5, MODEL)).not.toHaveProperty('chewingRate');
  });

  it('leaves out a chewing rate that no jaw has', () => {
    const reporter = new ParticipantReporter(SUBJECT);
    for (const chewingRate of [0.2, 9, Number.NaN]) {
      const report = reporter.update(update('chew', { chewingRate }), 1, MODEL) ?? {};
      expect(report).not.toHaveProperty('chewingRate');
    }
  });

  it('names the model that saw it, also in the pause that follows', () => {
    const reporter = new ParticipantReporter(SUBJECT);
    expect(reporter.update(update('chew'), 1, 'motion@3')).toMatchObject({ model: 'motion@3' });
    expect(reporter.update(update('talk'), 2, 'motion@4')).toMatchObject({ model: 'motion@4' });
    expect(reporter.pause()).toMatchObject({ model: 'motion@4' });
  });

  it('reports a pause once, with the last moment that was seen, and the first frame afterwards as active', () => {
    const reporter = new ParticipantReporter(SUBJECT);
    reporter.update(update('chew'), 5, MODEL);
    reporter.update(update('chew'), 6, MODEL);
    expect(reporter.pause()).toMatchObject({ recognition: 'paused', motion: 'unknown', since: 6, capturedAt: 6 });
    expect(reporter.pause()).toBeUndefined();
    expect(reporter.update(update('chew'), 9, MODEL)).toMatchObject({ recognition: 'active', motion: 'chew' });
  });

  it('states what it reported last again, without its events, for an api that has forgotten it', () => {
    const reporter = new ParticipantReporter(SUBJECT);
    expect(reporter.restate()).toBeUndefined();
    const bite = { kind: 'bite', beganAt: 1, contactAt: 1, endedAt: 2, confidence: 0.7 } as const;
    reporter.update(update('chew', { events: [bite] }), 5, MODEL);
    reporter.update(update('chew'), 6, MODEL);
    expect(reporter.restate()).toMatchObject({ recognition: 'active', motion: 'chew', capturedAt: 6, events: [] });
    reporter.pause();
    expect(reporter.restate()).toBeUndefined();
  });

  it('has nothing to pause before the first frame', () => {
    expect(new ParticipantReporter(SUBJECT).pause()).toBeUndefined();
  });
});
