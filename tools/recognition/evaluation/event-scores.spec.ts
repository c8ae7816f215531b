import type { EatingEvent } from '@bapsang/shared';
import * as fc from 'fast-check';
import type { Intake } from '../sequences/labelled-sequence';
import { addScores, EVENT_KINDS, EVENT_RULES, scoreEvents } from './event-scores';

const intake = (kind: 'bite' | 'sip', contactAt: number): Intake => ({
  ...{ kind, beganAt: contactAt - 800, contactAt, endedAt: contactAt + 2000 },
});
const event = (kind: 'bite' | 'sip', contactAt: number): EatingEvent => ({
  ...intake(kind, contactAt),
  confidence: 0.6,
});

const kind = fc.constantFrom('bite' as const, 'sip' as const);
const contacts = fc.array(fc.tuple(kind, fc.integer({ min: 1000, max: 20_000 })), { maxLength: 6 });

describe('scoreEvents()', () => {
  it('counts a sip that is told as a bite as found, missed as a sip and wrong as a bite', () => {
    const { contact } = scoreEvents([intake('sip', 5000)], [event('bite', 5400)]);
    expect(contact.intake).toEqual({ found: 1, missed: 0, wrong: 0 });
    expect(contact.sip).toEqual({ found: 0, missed: 1, wrong: 0 });
    expect(contact.bite).toEqual({ found: 0, missed: 0, wrong: 1 });
  });

  it('judges the same events by each rule', () => {
    // Told 1.5 s after the contact, still inside the gesture, which it overlaps by 1.3 of 4.3 s.
    const scores = scoreEvents([intake('bite', 5000)], [event('bite', 6500)]);
    expect(scores.contact.bite).toEqual({ found: 0, missed: 1, wrong: 1 });
    expect(scores.inside.bite).toEqual({ found: 1, missed: 0, wrong: 0 });
    expect(scores.overlap.bite).toEqual({ found: 1, missed: 0, wrong: 0 });
  });

  it('counts every intake and every event once, whatever the rule', () => {
    fc.assert(
      fc.property(contacts, contacts, (truths, told) => {
        const intakes = truths.map(([which, at]) => intake(which, at));
        const events = told.map(([which, at]) => event(which, at));
        const scores = scoreEvents(intakes, events);
        for (const rule of EVENT_RULES) {
          for (const asked of EVENT_KINDS) {
            const { found, missed, wrong } = scores[rule][asked];
            const isAsked = (thing: { kind: string }): boolean => asked === 'intake' || thing.kind === asked;
            expect(found + missed).toBe(intakes.filter(isAsked).length);
            expect(found + wrong).toBe(events.filter(isAsked).length);
          }
          const { intake: either, bite, sip } = scores[rule];
          if (rule === 'contact') expect(either.found).toBeGreaterThanOrEqual(Math.max(bite.found, sip.found));
        }
      }),
    );
  });

  it('finds all, and nothing else, where what is true is told', () => {
    const intakes = [intake('bite', 3000), intake('sip', 9000)];
    const scores = scoreEvents(intakes, [event('sip', 9000), event('bite', 3000)]);
    for (const rule of EVENT_RULES) expect(scores[rule].intake).toEqual({ found: 2, missed: 0, wrong: 0 });
  });

  it('adds up', () => {
    const one = scoreEvents([intake('bite', 3000)], []);
    expect(addScores([one, one]).inside.bite).toEqual({ found: 0, missed: 2, wrong: 0 });
  });
});
