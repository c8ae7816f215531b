import type { EatingEvent } from '@bapsang/shared';
import { HandApproach, type HandContact } from './hand-approach';

type Step = readonly [at: number, distance: number | null, isHeadBack?: boolean | null];

interface Followed {
  readonly events: EatingEvent[];
  readonly contacts: HandContact[];
  readonly underWay: boolean[];
}

function follow(steps: readonly Step[]): Followed {
  const approach = new HandApproach();
  const updates = steps.map(([at, distance, isHeadBack = false]) => approach.update({ at, distance, isHeadBack }));
  return {
    events: updates.flatMap(({ events }) => events),
    contacts: updates.map(({ contact }) => contact),
    underWay: updates.map(({ underWay }) => underWay),
  };
}

const kindsOf = (steps: readonly Step[]): string[] => follow(steps).events.map(({ kind }) => kind);

const BITE: readonly Step[] = [
  [0, 2],
  [200, 1],
  [400, 0.5],
  [600, 0.2],
  [800, 0.1],
  [1000, 0.3],
  [1200, 0.7],
  [1400, 1.5],
];

describe('HandApproach', () => {
  it('tells a bite from when the hand was last away to when it left', () => {
    expect(follow(BITE).events).toEqual([
      { kind: 'bite', beganAt: 200, contactAt: 600, endedAt: 1200, confidence: expect.any(Number) as number },
    ]);
    expect(follow(BITE).contacts).toEqual(['none', 'none', 'none', 'bite', 'bite', 'bite', 'bite', 'none']);
  });

  it('tells nothing of a hand that comes near and does not touch', () => {
    expect(kindsOf(BITE.map(([at, distance]) => [at, Math.max(distance!, 0.36)]))).toEqual([]);
  });

  it('tells nothing of a hand that only passes by', () => {
    expect(
      kindsOf([
        [0, 1.5],
        [100, 0.2],
        [200, 1.5],
      ]),
    ).toEqual([]);
  });

  it('tells nothing of a hand that came too slowly', () => {
    expect(
      kindsOf([
        [0, 2],
        [1000, 0.7],
        [2000, 0.3],
        [2500, 0.3],
        [3000, 2],
      ]),
    ).toEqual([]);
  });

  it('tells nothing of a hand that stays', () => {
    expect(
      kindsOf([
        [0, 2],
        [500, 0.2],
        [3000, 0.2],
        [4600, 0.2],
        [5000, 2],
      ]),
    ).toEqual([]);
    expect(
      follow([
        [0, 2],
        [500, 0.2],
        [4600, 0.2],
      ]).contacts.at(-1),
    ).toBe('none');
  });

  it('tells nothing of a hand that never goes quite away', () => {
    expect(
      kindsOf([
        [0, 2],
        [500, 0.2],
        [900, 0.6],
        [1700, 0.7],
        [2500, 0.7],
        [2700, 2],
      ]),
    ).toEqual([]);
  });

  it('takes a hand that is lost at the mouth to be there for a while', () => {
    expect(
      kindsOf([
        [0, 2],
        [400, 0.2],
        [600, null],
        [900, null],
        [1100, 0.2],
        [1300, 2],
      ]),
    ).toEqual(['bite']);
  });

  it('takes a hand that stays lost to have left when it was lost', () => {
    const { events } = follow([
      [0, 2],
      [400, 0.2],
      [700, 0.2],
      [900, null],
      [1300, null],
      [1600, null],
    ]);
    expect(events).toMatchObject([{ kind: 'bite', endedAt: 900 }]);
  });

  it('says that a long sip is under way until it is known that the hand, which was lost, has left', () => {
    const { events, underWay } = follow([
      [0, 2],
      [200, 0.3, true],
      [4000, 0.3, true],
      [8000, 0.3, true],
      [8100, null, null],
      [8500, null, null],
      [8900, null, null],
    ]);
    expect(events).toMatchObject([{ kind: 'sip', contactAt: 200, endedAt: 8100 }]);
    expect(underWay).toEqual([false, true, true, true, true, true, false]);
  });

  it('calls it a sip where the head is back while a hand holds something below the mouth', () => {
    const steps: Step[] = [
      [0, 2],
      [400, 0.6, true],
      [600, 0.6, true],
      [900, 0.6, true],
      [1100, 1.2],
    ];
    expect(kindsOf(steps)).toEqual(['sip']);
    expect(follow(steps).contacts[2]).toBe('drink');
    expect(kindsOf(steps.map(([at, distance]) => [at, distance]))).toEqual([]);
  });

  it('counts the time in which a glass hid the face as back when the head comes out back', () => {
    const hidden: Step[] = [
      [0, 2],
      [400, 0.2],
      [600, 0.2, null],
      [800, 0.2, null],
      [1000, 0.2, true],
      [1200, 2],
    ];
    expect(kindsOf(hidden)).toEqual(['sip']);
  });

  it('is surer of a longer contact', () => {
    const [short] = follow([
      [0, 2],
      [400, 0.2],
      [700, 2],
    ]).events;
    const [long] = follow(BITE).events;
    expect(long!.confidence).toBeGreaterThan(short!.confidence);
  });
});
