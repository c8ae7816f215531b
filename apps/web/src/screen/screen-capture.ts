import type { ScreenMedia } from '../openvidu/screen-session';

/** What is needed of `navigator.mediaDevices`. */
export interface ScreenAccess {
  getDisplayMedia(options: ScreenWishes): Promise<MediaStream>;
}

/** What a browser is asked for; members that TypeScript's own list lacks are passed over by browsers that lack them too. */
export interface ScreenWishes extends DisplayMediaStreamOptions {
  readonly audio: MediaTrackConstraints & { readonly restrictOwnAudio: boolean };
  readonly selfBrowserSurface: 'exclude';
  readonly systemAudio: 'exclude';
  readonly surfaceSwitching: 'include';
}

/** Why a screen cannot be shared. `declined`: whoever was asked thought better of it. */
export type CaptureRefusal = 'declined' | 'system' | 'capture';

/**
 * The page of the meal itself is not offered: it would show itself in itself for ever. The sound of a tab comes along, that of
 * the whole computer does not: it would send the others their own voices back.
 */
const WISHES: ScreenWishes = {
  video: { width: { max: 1920 }, height: { max: 1080 }, frameRate: { ideal: 15, max: 30 } },
  audio: { echoCancellation: false, noiseSuppression: false, autoGainControl: false, restrictOwnAudio: true },
  selfBrowserSurface: 'exclude',
  systemAudio: 'exclude',
  surfaceSwitching: 'include',
};

/**
 * The way to the browser's picker.
 * @param devices `navigator.mediaDevices`; undefined on an insecure origin
 * @param userAgent of the browser: some on phones have the function and refuse every call of it
 * @returns undefined where this browser shares no screens
 */
export function screenAccess(devices: Partial<ScreenAccess> | undefined, userAgent: string): ScreenAccess | undefined {
  if (!devices || typeof devices.getDisplayMedia !== 'function' || /Mobi|Android/.test(userAgent)) return undefined;
  return devices as ScreenAccess;
}

/**
 * Lets the participant pick a screen, window or tab; only in answer to a press.
 * @throws what the browser throws: see {@link readCaptureRefusal}
 */
export async function captureScreen(access: ScreenAccess): Promise<ScreenMedia> {
  const stream = await access.getDisplayMedia(WISHES);
  const picture = stream.getVideoTracks()[0];
  if (!picture) throw new DOMException('The browser gave no picture.', 'NotFoundError');
  return { picture, sound: stream.getAudioTracks()[0] };
}

/** Reads why getDisplayMedia refused: https://www.w3.org/TR/screen-capture/#dom-mediadevices-getdisplaymedia */
export function readCaptureRefusal(thrown: unknown): CaptureRefusal {
  const { name, message } = (thrown ?? {}) as Partial<DOMException>;
  if (name !== 'NotAllowedError') return 'capture';
  // Chromium's words where the operating system, and not the participant, said no.
  return message?.includes('by system') ? 'system' : 'declined';
}
