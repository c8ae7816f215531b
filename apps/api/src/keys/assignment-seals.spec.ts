import { testEnvironment } from '../testing/running-api.spec-support';
import { AssignmentSeals } from './assignment-seals';

describe('AssignmentSeals', () => {
  const seals = new AssignmentSeals(testEnvironment());
  const assigned = { mealId: 'm', participantId: 'p', connectionId: 'c' };
  const seal = seals.make('w', assigned);

  it('know what any instance with the same secret sealed', () => {
    expect(new AssignmentSeals(testEnvironment()).isGenuine('w', { ...assigned, seal })).toBe(true);
  });

  it.each([
    ['another worker', 'w2', assigned],
    ['another meal', 'w', { ...assigned, mealId: 'm2' }],
    ['another participant', 'w', { ...assigned, participantId: 'p2' }],
    ['another connection', 'w', { ...assigned, connectionId: 'c2' }],
    [
      'ids that only read the same together',
      'w\nm',
      { ...assigned, mealId: 'p', participantId: 'c', connectionId: '' },
    ],
  ])('do not hold for %s', (_name, workerId, other) => {
    expect(seals.isGenuine(workerId, { ...other, seal })).toBe(false);
  });

  it('cannot be made without the secret', () => {
    const forger = new AssignmentSeals(testEnvironment({ API_SECRET: 'another-secret-of-the-tests' }));
    expect(seals.isGenuine('w', { ...assigned, seal: forger.make('w', assigned) })).toBe(false);
  });
});
