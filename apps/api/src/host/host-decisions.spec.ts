import { HostDecisions } from './host-decisions';

describe('HostDecisions', () => {
  it('remember who was removed from which meal, and which meals are over', () => {
    const decisions = new HostDecisions();
    decisions.remove('m1', 'p1');
    decisions.end('m2');
    expect([decisions.isRemoved('m1', 'p1'), decisions.isRemoved('m2', 'p1'), decisions.isRemoved('m1', 'p2')]).toEqual(
      [true, false, false],
    );
    expect([decisions.isOver('m1'), decisions.isOver('m2')]).toEqual([false, true]);
  });

  it('can be undone', () => {
    const decisions = new HostDecisions();
    decisions.remove('m1', 'p1');
    decisions.end('m1');
    decisions.readmit('m1', 'p1');
    decisions.resume('m1');
    expect([decisions.isRemoved('m1', 'p1'), decisions.isOver('m1')]).toEqual([false, false]);
  });

  it('forget the oldest beyond their limit, of each kind', () => {
    const decisions = new HostDecisions(2);
    for (const id of ['1', '2', '3']) {
      decisions.end(id);
      decisions.remove('m', id);
    }
    expect(['1', '2', '3'].map((id) => decisions.isOver(id))).toEqual([false, true, true]);
    expect(['1', '2', '3'].map((id) => decisions.isRemoved('m', id))).toEqual([false, true, true]);
  });

  it('goes on with what an earlier process knew', () => {
    const decisions = HostDecisions.from([
      { kind: 'ended', mealId: 'm1' },
      { kind: 'removed', mealId: 'm2', participantId: 'p' },
    ]);
    expect([decisions.isOver('m1'), decisions.isOver('m2')]).toEqual([true, false]);
    expect([decisions.isRemoved('m2', 'p'), decisions.isRemoved('m1', 'p')]).toEqual([true, false]);
  });
});
