/** The object `held` of a page under test: how many things it holds at the moment. */
export interface HeldThings {
  /** Live tracks of cameras and microphones, clones included. */
  tracks(): number;
  /** WebSockets that are open or being opened. One that is being closed on a dead network waits for the browser's own deadline. */
  sockets(): number;
  /** Peer connections that are not closed. */
  peerConnections(): number;
  /** Locks that keep the screen on. */
  wakeLocks(): number;
}

/**
 * Puts `held` into a page before any of its scripts runs; the function is sent there as text. Without a screen Chromium refuses
 * wake locks, so the page is given its own in place of them.
 */
export function installHeldThings(): void {
  const tracks = new Set<MediaStreamTrack>();
  const sockets = new Set<WebSocket>();
  const peerConnections = new Set<RTCPeerConnection>();
  const wakeLocks = new Set<object>();
  const { mediaDevices } = navigator;
  const capture = mediaDevices.getUserMedia.bind(mediaDevices);
  mediaDevices.getUserMedia = async (constraints) => {
    const stream = await capture(constraints);
    for (const track of stream.getTracks()) tracks.add(track);
    return stream;
  };
  const clone = Reflect.get(MediaStreamTrack.prototype, 'clone');
  MediaStreamTrack.prototype.clone = function () {
    const copy = clone.call(this);
    if (tracks.has(this)) tracks.add(copy);
    return copy;
  };
  window.WebSocket = class extends WebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols);
      sockets.add(this);
    }
  };
  window.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      peerConnections.add(this);
    }
  };
  const wakeLock = {
    request: (): Promise<object> => {
      const lock = {
        release: (): Promise<void> => {
          wakeLocks.delete(lock);
          return Promise.resolve();
        },
      };
      wakeLocks.add(lock);
      return Promise.resolve(lock);
    },
  };
  Object.defineProperty(navigator, 'wakeLock', { value: wakeLock });
  const count = <T>(things: ReadonlySet<T>, isHeld: (thing: T) => boolean): number => [...things].filter(isHeld).length;
  const held: HeldThings = {
    tracks: () => count(tracks, ({ readyState }) => readyState === 'live'),
    sockets: () => count(sockets, ({ readyState }) => readyState <= WebSocket.OPEN),
    peerConnections: () => count(peerConnections, ({ connectionState }) => connectionState !== 'closed'),
    wakeLocks: () => wakeLocks.size,
  };
  Object.assign(window, { held });
}
