import { ParticipantIdentity, readParticipantIdentity } from '@bapsang/shared';
import { type ReadonlySignal, signal } from '@preact/signals';
import type { Connection, Stream, Subscriber } from 'openvidu-browser';

/** Somebody else's OpenVidu connection, with the picture and sound that come over it. */
export class RemoteConnection {
  readonly connectionId: string;
  readonly identity: ParticipantIdentity;
  /** Since when it is there, ms since the epoch by the OpenVidu server's clock. */
  readonly since: number;
  readonly #sendsVideo = signal(false);
  readonly #sendsAudio = signal(false);
  #subscriber: Subscriber | undefined;
  #video: HTMLVideoElement | undefined;

  constructor(connection: Connection) {
    this.connectionId = connection.connectionId;
    this.since = connection.creationTime;
    this.identity = identityOf(connection);
  }

  /** Whether there is a picture. */
  get sendsVideo(): ReadonlySignal<boolean> {
    return this.#sendsVideo;
  }

  /** Whether there is sound: false also when muted. */
  get sendsAudio(): ReadonlySignal<boolean> {
    return this.#sendsAudio;
  }

  /** Shows the stream in a video element, now and whenever it changes; undefined when the element is gone. */
  attach(video: HTMLVideoElement | undefined): void {
    this.#video = video;
    if (video) this.#subscriber?.addVideoElement(video);
  }

  /** Takes the stream that this connection began to publish. */
  receive(subscriber: Subscriber): void {
    this.#subscriber = subscriber;
    if (this.#video) subscriber.addVideoElement(this.#video);
    this.observe(subscriber.stream);
  }

  /** Reads again whether picture and sound are on. */
  observe(stream: Stream): void {
    this.#sendsVideo.value = stream.hasVideo && stream.videoActive;
    this.#sendsAudio.value = stream.hasAudio && stream.audioActive;
  }

  /** The stream ended. */
  silence(): void {
    this.#subscriber = undefined;
    this.#sendsVideo.value = false;
    this.#sendsAudio.value = false;
  }
}

/** Of an OpenVidu connection, what says who sits on it. */
export interface ConnectionData {
  readonly connectionId: string;
  /** Missing where neither the page nor the api said anything, whatever openvidu-browser's types promise. */
  readonly data?: string;
}

/**
 * Who sits on a connection, by what the api wrote into it. For connections that no meal made, for example a page of OpenVidu's
 * tutorials: a guest without a name of ours.
 */
export function identityOf({ connectionId, data = '' }: ConnectionData): ParticipantIdentity {
  const foreign = { participantId: connectionId, displayName: '', recognition: 'none' as const, host: false };
  return readParticipantIdentity(data) ?? foreign;
}
