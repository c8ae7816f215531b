import { RememberedValues } from '../storage/remembered-values';
import { DevicePreferences } from './device-preferences';
import { Speaker } from './speaker';

/** An element that plays sound. */
class SoundEnd {
  readonly sinks: string[] = [];
  refuses = false;

  setSinkId(deviceId: string): Promise<void> {
    this.sinks.push(deviceId);
    return this.refuses ? Promise.reject(new DOMException('', 'AbortError')) : Promise.resolve();
  }
}

const [kitchen, headphones] = [
  { deviceId: 'kitchen', label: 'Kitchen' },
  { deviceId: 'headphones', label: 'Headphones' },
];

describe('Speaker', () => {
  let preferences: DevicePreferences;
  let element: SoundEnd;

  beforeEach(() => {
    preferences = new DevicePreferences(
      new RememberedValues(() => {
        throw new Error('no storage');
      }),
    );
    element = new SoundEnd();
  });

  it('leaves elements alone until one is chosen, then moves those that play and those that come', () => {
    const speaker = new Speaker(preferences, true);
    const unfollow = speaker.follow(element);
    speaker.offer([kitchen, headphones]);
    expect(element.sinks).toEqual([]);
    speaker.choose('kitchen');
    const later = new SoundEnd();
    const unfollowLater = speaker.follow(later);
    expect([element.sinks, later.sinks]).toEqual([['kitchen'], ['kitchen']]);
    unfollow();
    unfollowLater();
    speaker.choose('headphones');
    expect(element.sinks).toEqual(['kitchen']);
  });

  it('remembers the choice, and uses it once it is there, without a complaint before', () => {
    new Speaker(preferences, true).choose('headphones');
    const speaker = new Speaker(preferences, true);
    const unfollow = speaker.follow(element);
    speaker.offer([kitchen]);
    expect([speaker.failure.value, element.sinks]).toEqual([undefined, []]);
    speaker.offer([kitchen, headphones]);
    expect(element.sinks).toEqual(['headphones']);
    unfollow();
  });

  it('says when it vanishes, plays through the browser’s choice, and returns with it', () => {
    const speaker = new Speaker(preferences, true);
    speaker.offer([kitchen, headphones]);
    speaker.choose('headphones');
    const unfollow = speaker.follow(element);
    speaker.offer([kitchen]);
    expect([speaker.failure.value, speaker.used.value]).toEqual(['gone', '']);
    speaker.offer([kitchen, headphones]);
    expect([speaker.failure.value, speaker.used.value]).toEqual([undefined, 'headphones']);
    expect(element.sinks).toEqual(['headphones', '', 'headphones']);
    unfollow();
  });

  it('says when the browser refuses it', async () => {
    const speaker = new Speaker(preferences, true);
    speaker.offer([kitchen]);
    element.refuses = true;
    const unfollow = speaker.follow(element);
    speaker.choose('kitchen');
    await Promise.resolve();
    await Promise.resolve();
    expect(speaker.failure.value).toBe('failed');
    speaker.forgiveFailure();
    expect(speaker.failure.value).toBeUndefined();
    unfollow();
  });

  it('touches no element where the browser leaves no choice', () => {
    const speaker = new Speaker(preferences, false);
    speaker.offer([kitchen]);
    speaker.choose('kitchen');
    speaker.follow(element)();
    expect(element.sinks).toEqual([]);
  });
});
