import { type EatingEvent, type Motion, MotionSignal, MOTIONS, parse } from '@bapsang/shared';
import fc from 'fast-check';

/** One thing that somebody does, and for how long, ms. */
export interface ScriptedAct {
  readonly motion: Motion;
  readonly duration: number;
}

/** Somebody and all that they do from the beginning of the meal on, one thing after the other. */
export interface ScriptedParticipant {
  readonly participantId: string;
  readonly acts: readonly ScriptedAct[];
}

/** A signal and when it comes. */
export interface ScriptedSignal {
  readonly signal: MotionSignal;
  readonly receivedAt: number;
}

/** When every scripted meal begins, ms since the epoch. */
export const SCRIPT_BEGAN_AT = 1_764_000_000_000;

/** How long after the first frame of a motion it is recognised and told, ms. */
const RECOGNISED_AFTER = 400;

/** How long a signal takes, ms. */
const TRANSIT = 150;

/** How long all acts take, ms. */
export function durationOf({ acts }: ScriptedParticipant): number {
  return acts.reduce((sum, { duration }) => sum + duration, 0);
}

/** How often somebody bites or drinks. */
export function countOf({ acts }: ScriptedParticipant, motion: Motion): number {
  return acts.filter((act) => act.motion === motion).length;
}

/**
 * The signals that the api would send of one participant: one at the beginning of every act, with the event of the bite or
 * drink that ended before it, and one for the event of the last act.
 */
export function signalsOf(participant: ScriptedParticipant): ScriptedSignal[] {
  const { participantId, acts } = participant;
  const totals = { bites: 0, sips: 0 };
  let at = SCRIPT_BEGAN_AT;
  let events: EatingEvent[] = [];
  const tell = (sequence: number, motion: Motion, since: number, capturedAt: number): ScriptedSignal => ({
    receivedAt: capturedAt + TRANSIT,
    signal: parse(MotionSignal, {
      participantId,
      connectionId: `con_${participantId}`,
      sequence,
      recognition: 'active',
      motion,
      confidence: 0.9,
      since,
      capturedAt,
      events,
      totals: { ...totals },
    }),
  });
  const told = acts.map(({ motion, duration }, index) => {
    const signal = tell(index + 1, motion, at, at + RECOGNISED_AFTER);
    events = eventOf(motion, at, duration);
    totals.bites += motion === 'bite' ? 1 : 0;
    totals.sips += motion === 'drink' ? 1 : 0;
    at += duration;
    return signal;
  });
  const last = acts.at(-1);
  return last ? [...told, tell(acts.length + 1, last.motion, at - last.duration, at)] : told;
}

function eventOf(motion: Motion, beganAt: number, duration: number): EatingEvent[] {
  if (motion !== 'bite' && motion !== 'drink') return [];
  const kind = motion === 'bite' ? 'bite' : 'sip';
  const contactAt = beganAt + Math.floor(duration / 2);
  return [{ kind, beganAt, contactAt, endedAt: beganAt + duration, confidence: 0.8 }];
}

/** What comes to the table of several participants, in the order in which it comes. */
export function signalsOfAll(participants: readonly ScriptedParticipant[]): ScriptedSignal[] {
  return participants.flatMap(signalsOf).sort((one, other) => one.receivedAt - other.receivedAt);
}

/** Random scripts of one to five participants. Nobody does the same twice in a row: that would be one act. */
export function scripts(): fc.Arbitrary<ScriptedParticipant[]> {
  const act = fc.record({ motion: fc.constantFrom(...MOTIONS), duration: fc.integer({ min: 300, max: 90_000 }) });
  const acts = fc.array(act, { minLength: 1, maxLength: 60 }).map(withoutRepetition);
  return fc
    .array(acts, { minLength: 1, maxLength: 5 })
    .map((all) => all.map((of, index) => ({ participantId: `p${String(index + 1)}`, acts: of })));
}

function withoutRepetition(acts: readonly ScriptedAct[]): ScriptedAct[] {
  return acts.filter(({ motion }, index) => motion !== acts[index - 1]?.motion);
}
