import { RTCPeerConnection, type MediaStreamTrack } from 'werift';
import { peerConfiguration } from '../media/peer-configuration';
import { filterSdp } from '../media/sdp';

const ADDRESS = '127.0.0.1';

/** The media of a browser that answers an offer of the server, as openvidu-browser does with `mediasoup`. */
export class AnsweringPeer {
  private readonly connection = new RTCPeerConnection(peerConfiguration(ADDRESS));
  private readonly tracks: MediaStreamTrack[] = [];

  constructor() {
    this.connection.onTrack.subscribe((track) => this.tracks.push(track));
  }

  /** Whether media can flow. */
  get isConnected(): boolean {
    return this.connection.connectionState === 'connected';
  }

  /** The kinds of media that the server offered. */
  get kinds(): readonly string[] {
    return this.tracks.map(({ kind }) => kind);
  }

  /** Returns the answer, candidates included. */
  async answer(offer: string): Promise<string> {
    await this.connection.setRemoteDescription({ type: 'offer', sdp: offer });
    await this.connection.setLocalDescription(await this.connection.createAnswer());
    return filterSdp(this.connection.localDescription?.sdp ?? '', ADDRESS, undefined);
  }

  /** Waits until media can flow. */
  async connected(): Promise<void> {
    if (this.isConnected) return;
    await this.connection.connectionStateChange.watch((state) => state === 'connected', 20_000);
  }

  /** Ends the media without a word to the server. */
  close(): Promise<void> {
    return this.connection.close();
  }
}
