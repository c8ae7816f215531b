import {
  captureScreen,
  readCaptureRefusal,
  screenAccess,
  type ScreenAccess,
  type ScreenWishes,
} from './screen-capture';

const DESKTOP = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';
const TELEPHONE = 'Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile';

function streamOf(...kinds: string[]): MediaStream {
  const tracks = kinds.map((kind) => ({ kind }));
  const of = (wanted: string): object[] => tracks.filter(({ kind }) => kind === wanted);
  return { getVideoTracks: () => of('video'), getAudioTracks: () => of('audio') } as unknown as MediaStream;
}

describe('screenAccess()', () => {
  const devices: ScreenAccess = { getDisplayMedia: () => Promise.resolve(streamOf('video')) };

  it('is there on a computer whose browser can capture a screen', () => {
    expect(screenAccess(devices, DESKTOP)).toBe(devices);
  });

  it('is not there on a telephone, on an insecure origin, and where the browser lacks the function', () => {
    expect(screenAccess(devices, TELEPHONE)).toBeUndefined();
    expect(screenAccess(undefined, DESKTOP)).toBeUndefined();
    expect(screenAccess({}, DESKTOP)).toBeUndefined();
  });
});

describe('captureScreen()', () => {
  async function capture(stream: MediaStream): Promise<{ media: unknown; wishes: ScreenWishes | undefined }> {
    let wishes: ScreenWishes | undefined;
    const media = await captureScreen({
      getDisplayMedia: (asked) => {
        wishes = asked;
        return Promise.resolve(stream);
      },
    });
    return { media, wishes };
  }

  it('takes the sound of a tab along where the browser gives it', async () => {
    expect((await capture(streamOf('video', 'audio'))).media).toEqual({
      picture: { kind: 'video' },
      sound: { kind: 'audio' },
    });
    expect((await capture(streamOf('video'))).media).toEqual({ picture: { kind: 'video' }, sound: undefined });
  });

  it('offers neither the page itself nor the sound of the whole computer, which both come back to the others', async () => {
    expect((await capture(streamOf('video'))).wishes).toMatchObject({
      selfBrowserSurface: 'exclude',
      systemAudio: 'exclude',
      audio: expect.anything(),
    });
  });

  it('fails without a picture', async () => {
    await expect(capture(streamOf('audio'))).rejects.toThrow('no picture');
  });
});

describe('readCaptureRefusal()', () => {
  it.each([
    ['declined', 'NotAllowedError', 'Permission denied'],
    ['system', 'NotAllowedError', 'Permission denied by system'],
    ['capture', 'NotReadableError', 'Could not start video source'],
    ['capture', 'AbortError', ''],
  ])('reads %s out of %s: %s', (refusal, name, message) => {
    expect(readCaptureRefusal(new DOMException(message, name))).toBe(refusal);
  });

  it.each([undefined, null, 'x', new TypeError('x')])('takes %p for a capture that failed', (thrown) => {
    expect(readCaptureRefusal(thrown)).toBe('capture');
  });
});
