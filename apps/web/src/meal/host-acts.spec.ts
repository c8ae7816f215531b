import { ApplicationError } from '@bapsang/shared';
import { HostActs } from './host-acts';

describe('HostActs', () => {
  let calls: string[][];
  let answer: () => Promise<void>;
  let host: HostActs;

  beforeEach(() => {
    calls = [];
    answer = () => Promise.resolve();
    const call =
      (name: string) =>
      (...parameters: string[]): Promise<void> => {
        calls.push([name, ...parameters]);
        return answer();
      };
    host = new HostActs(
      { requestMute: call('mute'), removeParticipant: call('remove'), endMeal: call('end') },
      'meal',
      'key',
    );
  });

  it('asks the api with the host key', async () => {
    await expect(host.requestMute('p')).resolves.toBe(true);
    await expect(host.remove('p')).resolves.toBe(true);
    await expect(host.end()).resolves.toBe(true);
    expect(calls).toEqual([
      ['mute', 'meal', 'p', 'key'],
      ['remove', 'meal', 'p', 'key'],
      ['end', 'meal', 'key'],
    ]);
  });

  it('takes somebody who left in between for done', async () => {
    answer = () => Promise.reject(new ApplicationError('connection_not_found', 'Gone.'));
    await expect(host.remove('p')).resolves.toBe(true);
    expect(host.failure.value).toBeUndefined();
  });

  it('says why it did not work, until the next attempt', async () => {
    answer = () => Promise.reject(new ApplicationError('openvidu_unavailable', 'Away.'));
    await expect(host.end()).resolves.toBe(false);
    expect([host.failure.value, host.busy.value]).toEqual(['media', false]);
    answer = () => Promise.resolve();
    await host.end();
    expect(host.failure.value).toBeUndefined();
  });

  it('does one thing at a time', async () => {
    let finish: () => void = () => undefined;
    answer = () => new Promise((resolve) => (finish = resolve));
    const first = host.remove('p');
    expect(host.busy.value).toBe(true);
    await expect(host.remove('p')).resolves.toBe(false);
    finish();
    await expect(first).resolves.toBe(true);
    expect(calls).toHaveLength(1);
  });
});
