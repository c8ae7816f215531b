import { DeadlineError, withDeadline } from './deadline';

describe('withDeadline', () => {
  it('hands on what comes in time, good or bad', async () => {
    await expect(withDeadline(Promise.resolve(5), 1000, 'Cooking')).resolves.toBe(5);
    await expect(withDeadline(Promise.reject(new Error('bad')), 1000, 'Cooking')).rejects.toThrow('bad');
  });

  it('ends the waiting for what never comes', async () => {
    const waiting = withDeadline(new Promise(() => undefined), 10, 'Cooking');
    await expect(waiting).rejects.toBeInstanceOf(DeadlineError);
    await expect(waiting).rejects.toThrow('Cooking took longer than 10 ms.');
  });
});
