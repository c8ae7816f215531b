import { ParticipantIdentity, readParticipantIdentity, readScreenIdentity, ScreenIdentity } from '@bapsang/shared';
import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Connection, Stream, Subscriber } from 'openvidu-browser';
import type { Size } from '../layout/best-fit-grid';

/** Somebody else's OpenVidu connection, with the picture and sound that come over it. */
export class RemoteConnection {
  readonly connectionId: string;
  readonly identity: ParticipantIdentity;
  /** Whose screen it carries; undefined where somebody sits on it. */
  readonly screen: ScreenIdentity | undefined;
  /** Since when it is there, ms since the epoch by the OpenVidu server's clock. */
  readonly since: number;
  readonly #sendsVideo = signal(false);
  readonly #sendsAudio = signal(false);
  readonly #heardSpeaking = signal(false);
  readonly #pictureSize = signal<Size | undefined>(undefined);
  /** Whether there is a voice now; never of somebody who is muted. */
  readonly speaks: ReadonlySignal<boolean> = computed(() => this.#heardSpeaking.value && this.#sendsAudio.value);
  #subscriber: Subscriber | undefined;
  #video: HTMLVideoElement | undefined;

  constructor(connection: Connection) {
    this.connectionId = connection.connectionId;
    this.since = connection.creationTime;
    this.identity = identityOf(connection);
    this.screen = screenOf(connection);
  }

  /** Whether there is a picture. */
  get sendsVideo(): ReadonlySignal<boolean> {
    return this.#sendsVideo;
  }

  /** Whether there is sound: false also when muted. */
  get sendsAudio(): ReadonlySignal<boolean> {
    return this.#sendsAudio;
  }

  /** How large the picture is, px, as its sender says; undefined where it is not known. */
  get pictureSize(): ReadonlySignal<Size | undefined> {
    return this.#pictureSize;
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
    this.#pictureSize.value = sizeOf(stream);
  }

  /** A voice is heard in the sound, or no longer. */
  hear(speaking: boolean): void {
    this.#heardSpeaking.value = speaking;
  }

  /** The stream ended. */
  silence(): void {
    this.#heardSpeaking.value = false;
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

/** Whose screen a connection carries, by what the api wrote into it. */
export function screenOf({ data = '' }: Omit<ConnectionData, 'connectionId'>): ScreenIdentity | undefined {
  return readScreenIdentity(data);
}

/** Anybody at the table can send anything as the size of a picture. */
function sizeOf(stream: { readonly videoDimensions?: unknown }): Size | undefined {
  const { width, height } = (stream.videoDimensions ?? {}) as Partial<Size>;
  return isLength(width) && isLength(height) ? { width, height } : undefined;
}

function isLength(value: unknown): value is number {
  return typeof value === 'number' && value >= 1 && value <= 100_000;
}
