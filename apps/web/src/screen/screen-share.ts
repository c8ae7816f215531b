import { ApplicationError, type ScreenConnection } from '@bapsang/shared';
import { type ReadonlySignal, signal } from '@preact/signals';
import type { Dictionary } from '../i18n/dictionary';
import type { SessionLoss } from '../openvidu/meal-session';
import type { ScreenMedia, ScreenSession } from '../openvidu/screen-session';
import { untilTrue } from '../recognition/until';
import { Backoff } from '../time/backoff';
import type { Clock } from '../time/clock';
import { captureScreen, readCaptureRefusal, type ScreenAccess } from './screen-capture';

/** Why a screen is not shared although somebody wanted to. */
export type ScreenShareFailure = keyof Dictionary['screen']['failure'];

/** What sharing the own screen is doing. */
export type ScreenShareState =
  | { readonly status: 'off' }
  /** The browser's picker is open. */
  | { readonly status: 'asking' }
  /** There is a picture, and it is on its way to the others. */
  | { readonly status: 'connecting' }
  | { readonly status: 'sharing' }
  /** The connection was lost; the same picture is being sent again. */
  | { readonly status: 'returning' }
  | { readonly status: 'failed'; readonly failure: ScreenShareFailure };

/** Of a screen session, what sharing needs. */
export type ScreenEnd = Pick<ScreenSession, 'open' | 'leave'>;

/** What sharing a screen works with. */
export interface ScreenShareParts {
  /** Undefined where this browser shares no screens. */
  readonly access: ScreenAccess | undefined;
  /** Asks the api for a connection; possible only for who sits at the table. */
  readonly requestConnection: () => Promise<ScreenConnection>;
  readonly createSession: (ended: (loss: SessionLoss) => void) => Promise<ScreenEnd>;
  /** Whether the participant sits at the table at the moment. */
  readonly seated: ReadonlySignal<boolean>;
  readonly clock: Clock;
}

const OFF: ScreenShareState = { status: 'off' };

/** One share of a screen: it ends once and takes everything along that belongs to it. */
interface Share {
  readonly media: ScreenMedia;
  readonly ending: AbortSignal;
}

/** The own screen, shared over a connection of its own, from the browser's picker to the end, through lost connections. */
export class ScreenShare {
  /** Whether this browser can share a screen. */
  readonly supported: boolean;
  readonly #parts: ScreenShareParts;
  readonly #state = signal<ScreenShareState>(OFF);
  #ending = new AbortController();
  #session: ScreenEnd | undefined;
  #closed = false;

  constructor(parts: ScreenShareParts) {
    this.#parts = parts;
    this.supported = parts.access !== undefined;
  }

  get state(): ReadonlySignal<ScreenShareState> {
    return this.#state;
  }

  /** Lets the participant pick a screen and shares it; only in answer to a press. A failure is told by the state. */
  async start(): Promise<void> {
    const { access } = this.#parts;
    const { status } = this.#state.value;
    if (!access || this.#closed || (status !== 'off' && status !== 'failed')) return;
    this.#ending = new AbortController();
    const ending = this.#ending.signal;
    this.#state.value = { status: 'asking' };
    try {
      const share = { media: await captureScreen(access), ending };
      if (this.#accept(share)) await this.#send(share);
    } catch (error) {
      if (ending.aborted) return;
      const refusal = readCaptureRefusal(error);
      this.#state.value = refusal === 'declined' ? OFF : { status: 'failed', failure: refusal };
    }
  }

  /** Ends it at once: connection, picture and sound. */
  stop(): void {
    this.#end(OFF);
  }

  /** Says nothing more of a failure. */
  forgiveFailure(): void {
    if (this.#state.value.status === 'failed') this.#state.value = OFF;
  }

  /** Ends it for good. */
  close(): void {
    this.#closed = true;
    this.stop();
  }

  /** Whether what was picked is still wanted; follows the browser's own way to stop. */
  #accept({ media, ending }: Share): boolean {
    const tracks = [media.picture, media.sound];
    const release = (): void => tracks.forEach((track) => track?.stop());
    if (ending.aborted) {
      release();
      return false;
    }
    ending.addEventListener('abort', release);
    media.picture.addEventListener('ended', () => {
      if (!ending.aborted) this.stop();
    });
    this.#state.value = { status: 'connecting' };
    return true;
  }

  async #send(share: Share): Promise<void> {
    try {
      await this.#open(share);
    } catch {
      if (!isOver(share)) this.#end({ status: 'failed', failure: 'sending' });
    }
  }

  async #open(share: Share): Promise<void> {
    const { token } = await this.#parts.requestConnection();
    if (isOver(share)) return;
    const session = await this.#parts.createSession((loss) => this.#lost(share, loss));
    if (isOver(share)) return;
    this.#session = session;
    await session.open(token, share.media);
    if (!isOver(share)) this.#state.value = { status: 'sharing' };
  }

  /** Removed by the host, or in another window: whoever ended it meant it. Everything else is mended. */
  #lost(share: Share, loss: SessionLoss): void {
    if (isOver(share)) return;
    this.#session = undefined;
    if (loss !== 'lost') {
      this.stop();
      return;
    }
    this.#state.value = { status: 'returning' };
    void this.#bringBack(share);
  }

  async #bringBack(share: Share): Promise<void> {
    const backoff = new Backoff();
    for (;;) {
      await untilTrue(this.#parts.seated, share.ending);
      if (isOver(share)) return;
      try {
        await this.#open(share);
        return;
      } catch (error) {
        if (isFinal(error)) {
          if (!isOver(share)) this.#end({ status: 'failed', failure: 'sending' });
          return;
        }
      }
      await this.#parts.clock.sleep(backoff.next(), share.ending);
    }
  }

  #end(state: ScreenShareState): void {
    this.#ending.abort();
    this.#session?.leave();
    this.#session = undefined;
    this.#state.value = state;
  }
}

function isOver({ ending }: Share): boolean {
  return ending.aborted;
}

/** Whether the api would never answer otherwise: the seat or the meal is not there any more. */
function isFinal(error: unknown): boolean {
  if (!(error instanceof ApplicationError)) return false;
  return error.code === 'meal_not_found' || error.status === 401 || error.status === 403;
}
