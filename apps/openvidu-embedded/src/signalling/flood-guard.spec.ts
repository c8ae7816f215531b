import { FloodGuard } from './flood-guard';

function admissions(perSecond: number, seconds: number): Set<string> {
  const guard = new FloodGuard({ requestsPerSecond: 10, requestBurst: 20 });
  return new Set(Array.from({ length: perSecond * seconds }, (_, index) => guard.admit((index * 1_000) / perSecond)));
}

describe('FloodGuard', () => {
  it('serves a burst, refuses what is more, and then speaks of a flood', () => {
    const guard = new FloodGuard({ requestsPerSecond: 10, requestBurst: 2 });
    const expected = ['served', 'served', 'refused', 'refused', 'flooding', 'flooding'];
    expect(expected.map(() => guard.admit(0))).toEqual(expected);
    expect([guard.admit(100), guard.admit(100)]).toEqual(['served', 'refused']);
  });

  it('tells the rates apart', () => {
    expect(admissions(10, 60)).toEqual(new Set(['served']));
    expect(admissions(19, 60)).toEqual(new Set(['served', 'refused']));
    expect(admissions(40, 60)).toEqual(new Set(['served', 'refused', 'flooding']));
  });
});
