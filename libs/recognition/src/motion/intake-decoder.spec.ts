import { IntakeDecoder } from './intake-decoder';
import { CONTACT_LAG_STEPS, type StepJudgement } from './models/step-judgement';
import type { SeenEvent } from './motion-update';
import { STEP_MS } from './steps/step-clock';

const NONE = { none: 1, bite: 0, sip: 0 };

/** What a model that knows everything would say: contacts as they are seen later, and what is at the mouth. */
interface Truth {
  readonly contacts: readonly { readonly at: number; readonly bite?: number; readonly sip?: number }[];
  readonly held: readonly (readonly [from: number, to: number])[];
}

type Told = SeenEvent & { readonly toldAt: number };

/** @param underWay is told when one was under way */
function decode({ contacts, held }: Truth, underWay: number[] = []): Told[] {
  const decoder = new IntakeDecoder();
  const events: Told[] = [];
  for (let at = 0; at < 12_000; at += STEP_MS) {
    const seen = contacts.find((contact) => Math.abs(at - CONTACT_LAG_STEPS * STEP_MS - contact.at) <= 380);
    const distance = seen ? Math.abs(at - CONTACT_LAG_STEPS * STEP_MS - seen.at) / 1000 : 0;
    const [bite, sip] = [Math.max((seen?.bite ?? 0) - distance, 0), Math.max((seen?.sip ?? 0) - distance, 0)];
    const holds = held.some(([from, to]) => at >= from && at < to);
    const judgement: StepJudgement = {
      mouth: null,
      holding: holds ? { none: 0.1, bite: 0.5, sip: 0.4 } : NONE,
      contact: { none: 1 - bite - sip, bite, sip },
    };
    const told = decoder.step(at, judgement, () => at - 1500, 0.4);
    if (decoder.underWay) underWay.push(at);
    events.push(...told.map((event) => Object.assign({ toldAt: at }, event)));
  }
  return events;
}

describe('IntakeDecoder', () => {
  it('tells a bite with begin, contact and end once the mouth is free', () => {
    const [bite, ...others] = decode({ contacts: [{ at: 3000, bite: 0.8 }], held: [[3000, 4500]] });
    expect(others).toEqual([]);
    expect(bite).toMatchObject({ kind: 'bite', beganAt: 2500, contactAt: 3000, endedAt: 4500, toldAt: 4500 });
    expect(bite!.confidence).toBeCloseTo(0.8, 1);
  });

  it('says from the contact until it is told that something is under way, however soon the mouth is free', () => {
    for (const until of [3250, 4500]) {
      const underWay: number[] = [];
      const [bite] = decode({ contacts: [{ at: 3000, bite: 0.8 }], held: [[3000, until]] }, underWay);
      expect(underWay[0]).toBe(3000);
      expect(underWay.at(-1)).toBe(bite!.toldAt - STEP_MS);
      expect(underWay).toHaveLength((bite!.toldAt - 3000) / STEP_MS);
    }
  });

  it('says no longer than it takes to decide that what touches no mouth is under way', () => {
    const underWay: number[] = [];
    decode({ contacts: [], held: [[3000, 9000]] }, underWay);
    expect(underWay[0]).toBe(3000);
    expect(underWay.at(-1)).toBeLessThan(4500);
  });

  it('calls it what is likelier', () => {
    expect(decode({ contacts: [{ at: 3000, bite: 0.2, sip: 0.6 }], held: [] })).toMatchObject([{ kind: 'sip' }]);
  });

  it('tells nothing that is not likely enough', () => {
    expect(decode({ contacts: [{ at: 3000, bite: 0.38 }], held: [[3000, 4500]] })).toEqual([]);
  });

  it('counts nothing that was at the mouth before watching began', () => {
    expect(decode({ contacts: [{ at: 300, bite: 0.9 }], held: [[0, 2000]] })).toEqual([]);
  });

  it('tells a long drink while it goes on, once', () => {
    const told = decode({ contacts: [{ at: 3000, sip: 0.9 }], held: [[3000, 9000]] });
    expect(told).toHaveLength(1);
    expect(told[0]!.toldAt).toBeLessThan(6000);
    expect(told[0]!.endedAt).toBeLessThanOrEqual(told[0]!.toldAt);
  });

  it('counts one peak after the other, but none right after one', () => {
    const at = (...times: number[]): number[] =>
      decode({ contacts: times.map((time) => ({ at: time, bite: 0.8 })), held: [] }).map(({ contactAt }) => contactAt);
    expect(at(3000, 5500)).toEqual([3000, 5500]);
    expect(at(3000, 3900)).toEqual([3000]);
  });

  it('forgets what was not told when it is cleared', () => {
    const decoder = new IntakeDecoder();
    const sure: StepJudgement = { mouth: null, holding: NONE, contact: { none: 0.1, bite: 0.9, sip: 0 } };
    for (let at = -1000; at <= 1000; at += STEP_MS) decoder.step(at, { ...sure, contact: NONE }, () => 0, 0.4);
    decoder.step(1125, sure, () => 0, 0.4);
    decoder.clear();
    const later = [1250, 1375, 1500, 1625, 1750].flatMap((at) =>
      decoder.step(at, { ...sure, contact: NONE }, () => 0, 0.4),
    );
    expect(later).toEqual([]);
  });
});
