import { DeadlineExceeded, withinDeadline } from './within-deadline';

describe('withinDeadline', () => {
  it('hands on what comes in time, good or bad', async () => {
    await expect(withinDeadline(Promise.resolve(5), 1000)).resolves.toBe(5);
    await expect(withinDeadline(Promise.reject(new Error('bad')), 1000)).rejects.toThrow('bad');
  });

  it('ends the waiting for what never comes', async () => {
    await expect(withinDeadline(new Promise(() => undefined), 10)).rejects.toBeInstanceOf(DeadlineExceeded);
  });
});
