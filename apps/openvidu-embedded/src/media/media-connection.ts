import { withDeadline } from '@bapsang/server';
import { RTCPeerConnection, type RTCDtlsTransport, type RtcpPacket, type RTCRtpTransceiver } from 'werift';
import { abandonHandshake } from './dtls-handshake';
import { fragmentOfCandidate, isUsableCandidate, type IceCandidate } from './ice-candidates';
import type { MediaContext } from './media-settings';
import type { MediaKind } from './packet-sink';
import { peerConfiguration } from './peer-configuration';
import { forbidPublicStun } from './public-stun';
import { MAXIMUM_CANDIDATES, restrictRemoteSdp } from './remote-sdp';
import { repairRollover } from './rollover';
import { filterSdp, hasCandidate, usernameFragment } from './sdp';
import { describeBindFailure, restrictPorts } from './udp-guard';

/** How long one step of the negotiation may take, ms. */
const NEGOTIATION_DEADLINE = 5_000;

/** How long closing may take before it is left alone, ms. */
const CLOSE_DEADLINE = 2_000;

/** A browser that has not connected by then will not; its socket is given back. */
const CONNECT_DEADLINE = 30_000;

/** What the owner of a peer connection does with it. */
export interface MediaConnectionOwner {
  /** Decides what happens in a media section that the browser offers. */
  accept(transceiver: RTCRtpTransceiver): 'recvonly' | 'sendonly' | 'sendrecv' | 'inactive';
  /** Media can flow from now on. */
  connected(): void;
  /** The keys for media are agreed on: what comes over this transport can be decrypted. */
  secured?(transport: RTCDtlsTransport): void;
  /** The browser reports on what it receives. */
  rtcp(packet: RtcpPacket): void;
  /** It was negotiated, but then failed or did not connect in time, and is closed now. Called once at most. */
  failed(): void;
}

/** One peer connection with a browser. Negotiated once, in either direction; a reconnection is a new one. */
export class MediaConnection {
  private readonly peer: RTCPeerConnection;
  private readonly deadline: NodeJS.Timeout;
  private negotiation: Promise<unknown> = Promise.resolve();
  private isNegotiated = false;
  private candidates = 0;
  private fragment?: string;
  private closing?: Promise<void>;

  constructor(
    private readonly context: MediaContext,
    private readonly owner: MediaConnectionOwner,
  ) {
    this.peer = new RTCPeerConnection(peerConfiguration(context.mediaAddress));
    context.statistics.openPeerConnections++;
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

  /** Where both sides agreed that we send. */
  get sendingTransceivers(): RTCRtpTransceiver[] {
    return this.peer.getTransceivers().filter(({ currentDirection }) => {
      return currentDirection === 'sendonly' || currentDirection === 'sendrecv';
    });
  }

  /**
   * Answers the browser's offer, all candidates included.
   * @throws DeadlineError, what werift says about the offer, or Error when it is closed meanwhile; the connection is
   *   closed then
   */
  answer(offer: string): Promise<string> {
    return this.negotiate('The answer to an offer', () => this.makeAnswer(offer));
  }

  /**
   * Offers to send, all candidates included.
   * @param kinds one section each, in this order
   * @throws as {@link answer}
   */
  offer(kinds: readonly MediaKind[]): Promise<string> {
    return this.negotiate('An offer', () => this.makeOffer(kinds));
  }

  /**
   * Takes the browser's answer to our offer.
   * @throws as {@link answer}
   */
  acceptAnswer(answer: string): Promise<void> {
    return this.negotiate('Taking an answer', () => this.takeAnswer(answer));
  }

  /** Whether a candidate is for this peer connection and not for an earlier one of the same stream. */
  isFor(candidate: IceCandidate): boolean {
    const fragment = fragmentOfCandidate(candidate);
    return fragment === undefined || fragment === this.fragment;
  }

  /** Takes a candidate of the browser; one that cannot be used, or one too many, is dropped. */
  addCandidate(candidate: IceCandidate): void {
    if (this.closing || !isUsableCandidate(candidate, this.context.mediaAddress)) return;
    if (++this.candidates > MAXIMUM_CANDIDATES) return;
    this.peer
      .addIceCandidate({
        candidate: candidate.candidate,
        sdpMid: candidate.sdpMid ?? undefined,
        sdpMLineIndex: candidate.sdpMLineIndex ?? undefined,
      })
      .catch((error: unknown) => this.context.logger.debug('candidate.refused', { error }));
  }

  /** Ends media and gives the socket back. */
  async close(): Promise<void> {
    clearTimeout(this.deadline);
    this.closing ??= this.release();
    await this.closing;
  }

  private async negotiate<T>(what: string, step: () => Promise<T>): Promise<T> {
    const negotiation = withDeadline(step(), NEGOTIATION_DEADLINE, what);
    this.negotiation = negotiation.catch(() => undefined);
    try {
      const result = await negotiation;
      if (this.closing) throw new Error('The peer connection was closed before it was negotiated.');
      this.isNegotiated = true;
      return result;
    } catch (error) {
      await this.close();
      throw error;
    }
  }

  private async makeAnswer(offer: string): Promise<string> {
    const sdp = restrictRemoteSdp(offer, this.context.mediaAddress);
    await this.peer.setRemoteDescription({ type: 'offer', sdp });
    this.fragment = usernameFragment(sdp);
    this.prepareTransports();
    // Passive: werift as a client waits 100 ms first, and as a server it may choose AES-GCM.
    for (const transport of this.peer.dtlsTransports) transport.role = 'server';
    await this.peer.setLocalDescription(await this.peer.createAnswer());
    return this.localSdp();
  }

  private async makeOffer(kinds: readonly MediaKind[]): Promise<string> {
    for (const kind of kinds) this.peer.addTransceiver(kind, { direction: 'sendonly' });
    this.prepareTransports();
    await this.peer.setLocalDescription(await this.peer.createOffer());
    return this.localSdp();
  }

  private async takeAnswer(answer: string): Promise<void> {
    const sdp = restrictRemoteSdp(answer, this.context.mediaAddress);
    // Browsers answer an offer with setup:active, which makes us the server here too.
    await this.peer.setRemoteDescription({ type: 'answer', sdp });
    this.fragment = usernameFragment(sdp);
  }

  private prepareTransports(): void {
    for (const transport of this.peer.dtlsTransports) {
      forbidPublicStun(transport);
      if (this.context.ports) restrictPorts(transport, this.context.ports);
      transport.onStateChange.subscribe((state) => {
        if (state !== 'connected') return;
        repairRollover(transport.srtp);
        this.owner.secured?.(transport);
      });
      transport.onRtcp.subscribe((packet) => this.owner.rtcp(packet));
    }
  }

  private localSdp(): string {
    const { mediaAddress, publicMediaAddress } = this.context;
    const sdp = filterSdp(this.peer.localDescription?.sdp ?? '', mediaAddress, publicMediaAddress);
    if (!hasCandidate(sdp)) throw new Error(describeBindFailure(mediaAddress));
    return sdp;
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
    this.context.logger.info('peer-connection.given-up', { reason });
    void this.close();
    if (this.isNegotiated) this.owner.failed();
  }

  private async release(): Promise<void> {
    // werift never settles a negotiation that is closed under way, and a socket that it opens afterwards stays open.
    await this.negotiation;
    this.peer.dtlsTransports.forEach(abandonHandshake);
    try {
      await withDeadline(this.peer.close(), CLOSE_DEADLINE, 'Closing a peer connection');
    } catch (error) {
      this.context.logger.warn('peer-connection.close-failed', { error });
    }
    this.context.statistics.openPeerConnections--;
  }
}
