import { ApplicationError } from '@bapsang/shared';
import type { OpenVidu, Publisher, Session } from 'openvidu-browser';
import { withDeadline } from '../time/with-deadline';
import { ADVANCED_CONFIGURATION, avoidForeignStunServers } from './advanced-configuration';
import { SessionSockets } from './leavable-sockets';
import { leaveSession } from './leave-session';
import { CONNECT_DEADLINE, LOSSES, type SessionLoss } from './meal-session';
import type { OpenViduLibrary } from './open-vidu-library';

/** How long publishing may take, ms: openvidu-browser forgets requests that a reconnect interrupts. */
const PUBLISH_DEADLINE = 10_000;

/** A picture of a screen and, where the browser gave it, the sound that belongs to it. */
export interface ScreenMedia {
  readonly picture: MediaStreamTrack;
  readonly sound: MediaStreamTrack | undefined;
}

/**
 * A second connection of this page to the OpenVidu session of the meal, which sends a screen and receives nothing; from its
 * token to leaving. OpenVidu gets clones of the tracks, because it stops those that it was given when a session ends, and
 * whoever shares a screen is not to be asked again after a lost connection.
 */
export class ScreenSession {
  readonly #openVidu: OpenVidu;
  readonly #session: Session;
  readonly #sockets = new SessionSockets();
  #clones: readonly MediaStreamTrack[] = [];
  #publisher: Publisher | undefined;
  #opened = false;
  #left = false;

  /** @param ended told once, when the session ends after it was open, although nobody here left it */
  constructor(library: OpenViduLibrary, ended: (loss: SessionLoss) => void) {
    this.#openVidu = new library.OpenVidu();
    this.#openVidu.enableProdMode();
    this.#openVidu.setAdvancedConfiguration(ADVANCED_CONFIGURATION);
    this.#session = this.#openVidu.initSession();
    this.#session.on('sessionDisconnected', ({ reason }) => {
      if (this.#left) return;
      this.leave();
      if (this.#opened) ended(LOSSES[reason] ?? 'lost');
    });
  }

  /**
   * Connects and publishes.
   * @param token single-use
   * @throws ApplicationError `openvidu_unavailable`; the token is spent then
   */
  async open(token: string, media: ScreenMedia): Promise<void> {
    try {
      await inTime(
        this.#sockets.open(() => this.#session.connect(token)),
        CONNECT_DEADLINE,
      );
      avoidForeignStunServers(this.#openVidu);
      if (this.#left) throw refused();
      await this.#publish(media);
      this.#opened = true;
    } catch (error) {
      this.leave();
      throw error instanceof ApplicationError ? error : refused(error);
    }
  }

  /** Ends everything at once. */
  leave(): void {
    this.#release();
    if (this.#left) return;
    this.#left = true;
    leaveSession(this.#session, this.#sockets);
  }

  async #publish({ picture, sound }: ScreenMedia): Promise<void> {
    const [video, audio] = [picture.clone(), sound?.clone()];
    this.#clones = [video, ...(audio ? [audio] : [])];
    video.contentHint = 'detail';
    try {
      const properties = {
        videoSource: video,
        audioSource: audio ?? false,
        publishAudio: Boolean(audio),
        mirror: false,
      };
      const publisher = await inTime(this.#openVidu.initPublisherAsync(undefined, properties), PUBLISH_DEADLINE);
      this.#publisher = publisher;
      sayThatItIsAScreen(publisher);
      await inTime(this.#session.publish(publisher), PUBLISH_DEADLINE);
    } finally {
      // What was made after leaving has nobody else who would end it.
      if (this.#left) this.#release();
    }
  }

  #release(): void {
    for (const track of this.#clones) track.stop();
    this.#clones = [];
    // openvidu-browser looks at the size of a screen again and again and never stops by itself.
    if (this.#publisher) clearInterval(this.#publisher.screenShareResizeInterval);
  }
}

/** openvidu-browser takes every track that it did not ask for itself for a picture of kind `CUSTOM`. */
function sayThatItIsAScreen({ stream }: Publisher): void {
  stream.typeOfVideo = 'SCREEN';
  stream.outboundStreamOpts.publisherProperties.videoSource = 'screen';
}

function inTime<T>(request: Promise<T>, deadline: number): Promise<T> {
  return withDeadline(request, deadline, refused);
}

function refused(cause?: unknown): ApplicationError {
  return new ApplicationError('openvidu_unavailable', 'The video server did not take the screen. Try again.', {
    cause,
  });
}
