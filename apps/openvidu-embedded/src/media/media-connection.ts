import { withDeadline, type Logger } from '@bapsang/server';
import { RTCPeerConnection, type RtcpPacket, type RTCRtpTransceiver } from 'werift';
import { fragmentOfCandidate, isUsableCandidate, type IceCandidate } from './ice-candidates';
import { peerConfiguration } from './peer-configuration';
import { repairRollover } from './rollover';
import { filterSdp, hasCandidate, usernameFragment } from './sdp';

/** How long the answer to an offer may take, ms. */
const ANSWER_DEADLINE = 5_000;

/** How long closing may take before it is left alone, ms. */
const CLOSE_DEADLINE = 2_000;

/** A browser that has not connected by then will not; its socket is given back. */
const CONNECT_DEADLINE = 30_000;

/** What every peer connection of this deployment shares. */
export interface MediaSettings {
  /** The IPv4 address to which browsers send media. */
  readonly mediaAddress: string;
  readonly logger: Logger;
}

/** What the owner of a peer connection does with it. */
export interface MediaConnectionOwner {
  /** Decides what happens in a media section that the browser offers. */
  accept(transceiver: RTCRtpTransceiver): 'recvonly' | 'sendonly' | 'inactive';
  /** Media can flow from now on. */
  connected(): void;
  /** The browser reports on what it receives. */
  rtcp(packet: RtcpPacket): void;
}

/** One peer connection with a browser: it offers, we answer. Never renegotiated; a reconnection is a new one. */
export class MediaConnection {
  private readonly peer: RTCPeerConnection;
  private readonly deadline: NodeJS.Timeout;
  private fragment?: string;
  private closing?: Promise<void>;

  constructor(
    private readonly settings: MediaSettings,
    private readonly owner: MediaConnectionOwner,
  ) {
    this.peer = new RTCPeerConnection(peerConfiguration(settings.mediaAddress));
    this.peer.onRemoteTransceiverAdded.subscribe((transceiver) => {
      transceiver.direction = owner.accept(transceiver);
    });
    this.peer.connectionStateChange.subscribe((state) => this.stateChanged(state));
    this.deadline = setTimeout(() => this.giveUp('connect deadline'), CONNECT_DEADLINE);
  }

  /** Whether media can flow. */
  get isConnected(): boolean {
    return this.peer.connectionState === 'connected';
  }

  /**
   * Answers the browser's offer, all candidates included.
   * @throws DeadlineError, or what werift says about the offer; the connection is closed then
   */
  async answer(offer: string): Promise<string> {
    try {
      return await withDeadline(this.negotiate(offer), ANSWER_DEADLINE, 'The answer to an offer');
    } catch (error) {
      await this.close();
      throw error;
    }
  }

  /** Whether a candidate is for this peer connection and not for an earlier one of the same stream. */
  isFor(candidate: IceCandidate): boolean {
    const fragment = fragmentOfCandidate(candidate);
    return fragment === undefined || fragment === this.fragment;
  }

  /** Takes a candidate of the browser; one that cannot be used is dropped. */
  addCandidate(candidate: IceCandidate): void {
    if (this.closing || !isUsableCandidate(candidate, this.settings.mediaAddress)) return;
    this.peer
      .addIceCandidate({
        candidate: candidate.candidate,
        sdpMid: candidate.sdpMid ?? undefined,
        sdpMLineIndex: candidate.sdpMLineIndex ?? undefined,
      })
      .catch((error: unknown) => this.settings.logger.debug('candidate.refused', { error }));
  }

  /** Ends media and gives the socket back. */
  async close(): Promise<void> {
    clearTimeout(this.deadline);
    this.closing ??= withDeadline(this.peer.close(), CLOSE_DEADLINE, 'Closing a peer connection').catch(
      (error: unknown) => this.settings.logger.warn('peer-connection.close-failed', { error }),
    );
    await this.closing;
  }

  private async negotiate(offer: string): Promise<string> {
    await this.peer.setRemoteDescription({ type: 'offer', sdp: offer });
    this.fragment = usernameFragment(offer);
    for (const transport of this.peer.dtlsTransports) {
      // Passive: werift as a client waits 100 ms first, and as a server it may choose AES-GCM.
      transport.role = 'server';
      transport.onStateChange.subscribe((state) => {
        if (state === 'connected') repairRollover(transport.srtp);
      });
      transport.onRtcp.subscribe((packet) => this.owner.rtcp(packet));
    }
    await this.peer.setLocalDescription(await this.peer.createAnswer());
    const answer = filterSdp(this.peer.localDescription?.sdp ?? '', this.settings.mediaAddress);
    if (!hasCandidate(answer)) throw new Error(`No UDP port could be opened on ${this.settings.mediaAddress}.`);
    return answer;
  }

  private stateChanged(state: string): void {
    if (state === 'connected') {
      clearTimeout(this.deadline);
      this.owner.connected();
    }
    if (state === 'failed') this.giveUp('failed');
  }

  private giveUp(reason: string): void {
    if (this.closing) return;
    this.settings.logger.info('peer-connection.given-up', { reason });
    void this.close();
  }
}
