import { ApplicationError } from '@bapsang/shared';
import { type ReadonlySignal, signal } from '@preact/signals';
import type { OpenVidu, Publisher, Session } from 'openvidu-browser';
import { withDeadline } from '../time/with-deadline';

/** What a participant sends. */
export interface OutgoingMedia {
  readonly camera: MediaStreamTrack | undefined;
  readonly microphone: MediaStreamTrack | undefined;
  readonly muted: boolean;
}

/** How long publishing may take, ms: openvidu-browser forgets requests that a reconnect interrupts. */
const PUBLISH_DEADLINE = 10_000;

/** When to try again after a failure, ms. */
const RETRY_AFTER = 3000;

/**
 * What this page publishes, kept in step with what the participant wants to send. OpenVidu gets clones of the tracks, because
 * it stops those that it was given when a session ends, and a rejoin needs the camera still running.
 */
export class OutgoingStream {
  readonly #openVidu: OpenVidu;
  readonly #session: Session;
  readonly #failing = signal(false);
  #wanted: OutgoingMedia = { camera: undefined, microphone: undefined, muted: false };
  #publisher: Publisher | undefined;
  #clones: readonly MediaStreamTrack[] = [];
  #sentCamera: MediaStreamTrack | undefined;
  #sentMicrophone: MediaStreamTrack | undefined;
  #work: Promise<void> = Promise.resolve();
  #retry: ReturnType<typeof setTimeout> | undefined;
  #closed = false;

  constructor(openVidu: OpenVidu, session: Session) {
    this.#openVidu = openVidu;
    this.#session = session;
  }

  /** Whether the last attempt to publish failed; it is repeated until it works. */
  get failing(): ReadonlySignal<boolean> {
    return this.#failing;
  }

  /** Sends this from now on. Changes are made one after the other, and only the newest counts. */
  send(wanted: OutgoingMedia): void {
    this.#wanted = wanted;
    this.#work = this.#work.then(() => this.#apply());
  }

  /** Stops the tracks at once. */
  close(): void {
    this.#closed = true;
    clearTimeout(this.#retry);
    this.#release();
  }

  async #apply(): Promise<void> {
    if (this.#closed) return;
    clearTimeout(this.#retry);
    try {
      await this.#adjust(this.#wanted);
      this.#failing.value = false;
    } catch {
      await this.#withdraw();
      this.#failing.value = true;
      this.#retry = setTimeout(() => this.send(this.#wanted), RETRY_AFTER);
    }
  }

  async #adjust(wanted: OutgoingMedia): Promise<void> {
    if (!wanted.camera && !wanted.microphone && !this.#publisher) return;
    if (this.#publisher && lacks(this.#publisher, wanted)) await this.#withdraw();
    const publisher = this.#publisher;
    if (!publisher) {
      await this.#publish(wanted);
      return;
    }
    if (publisher.stream.hasAudio) await this.#adjustAudio(publisher, wanted);
    if (publisher.stream.hasVideo) await this.#adjustVideo(publisher, wanted.camera);
  }

  async #publish({ camera, microphone, muted }: OutgoingMedia): Promise<void> {
    const [video, audio] = [camera?.clone(), microphone?.clone()];
    this.#clones = [video, audio].filter((track) => track !== undefined);
    this.#sentCamera = camera;
    this.#sentMicrophone = microphone;
    const publisher = await inTime(
      this.#openVidu.initPublisherAsync(undefined, {
        videoSource: video ?? false,
        audioSource: audio ?? false,
        publishVideo: Boolean(video),
        publishAudio: Boolean(audio) && !muted,
        mirror: false,
      }),
    );
    this.#publisher = publisher;
    await inTime(this.#session.publish(publisher));
    if (this.#closed) this.#release();
  }

  async #adjustAudio(publisher: Publisher, { microphone, muted }: OutgoingMedia): Promise<void> {
    if (microphone !== this.#sentMicrophone) {
      this.#sentMicrophone = microphone;
      if (microphone) await inTime(publisher.replaceTrack(this.#clone(microphone)));
      else this.#stopClones('audio');
    }
    publisher.publishAudio(Boolean(microphone) && !muted);
  }

  async #adjustVideo(publisher: Publisher, camera: MediaStreamTrack | undefined): Promise<void> {
    if (camera === this.#sentCamera) return;
    this.#sentCamera = camera;
    if (!camera) {
      await inTime(publisher.publishVideo(false, true));
      return;
    }
    const clone = this.#clone(camera);
    // publishVideo() never settles when nothing changes.
    if (publisher.stream.videoActive) await inTime(publisher.replaceTrack(clone));
    else await inTime(publisher.publishVideo(true, clone));
  }

  #clone(track: MediaStreamTrack): MediaStreamTrack {
    const clone = track.clone();
    this.#clones = [...this.#clones.filter(({ readyState }) => readyState === 'live'), clone];
    return clone;
  }

  /** Frees a device whose own track has ended already: a clone keeps its light on. */
  #stopClones(kind: 'audio' | 'video'): void {
    for (const clone of this.#clones) if (clone.kind === kind) clone.stop();
  }

  async #withdraw(): Promise<void> {
    const publisher = this.#publisher;
    this.#release();
    if (!publisher) return;
    try {
      await inTime(this.#session.unpublish(publisher));
    } catch {
      // It was not published, or the server has dropped it already.
    }
  }

  #release(): void {
    for (const track of this.#clones) track.stop();
    this.#clones = [];
    this.#publisher = undefined;
    this.#sentCamera = undefined;
    this.#sentMicrophone = undefined;
  }
}

/** Whether a stream was published without something that is now to be sent; streams are never renegotiated. */
function lacks(publisher: Publisher, { camera, microphone }: OutgoingMedia): boolean {
  return (Boolean(camera) && !publisher.stream.hasVideo) || (Boolean(microphone) && !publisher.stream.hasAudio);
}

function inTime<T>(request: Promise<T>): Promise<T> {
  return withDeadline(
    request,
    PUBLISH_DEADLINE,
    () => new ApplicationError('openvidu_unavailable', 'The video server did not answer in time. Try again.'),
  );
}
