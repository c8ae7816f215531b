import { signal } from '@preact/signals';
import type { LocalMedia } from '../devices/local-media';
import { MuteRequest } from './mute-request';

describe('MuteRequest', () => {
  const muted = signal(false);
  const track = signal<MediaStreamTrack | undefined>(undefined);
  let request: MuteRequest;

  beforeEach(() => {
    muted.value = false;
    track.value = {} as MediaStreamTrack;
    const media = { microphone: { track }, muted, setMuted: (value: boolean) => (muted.value = value) };
    request = new MuteRequest(media as unknown as LocalMedia);
  });

  afterEach(() => request.close());

  it('leaves the microphone on until the participant accepts', () => {
    request.take();
    expect([request.pending.value, muted.value]).toEqual([true, false]);
    request.accept();
    expect([request.pending.value, muted.value]).toEqual([false, true]);
  });

  it('leaves the microphone on for who declines, and can come again', () => {
    request.take();
    request.decline();
    expect([request.pending.value, muted.value]).toEqual([false, false]);
    request.take();
    expect(request.pending.value).toBe(true);
  });

  it('is answered by muting or turning off the microphone, for good', () => {
    request.take();
    muted.value = true;
    muted.value = false;
    expect(request.pending.value).toBe(false);
    request.take();
    track.value = undefined;
    expect(request.pending.value).toBe(false);
  });

  it('does not bother who cannot be heard', () => {
    muted.value = true;
    request.take();
    expect(request.pending.value).toBe(false);
  });
});
