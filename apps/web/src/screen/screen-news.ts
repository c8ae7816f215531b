import { effect, type ReadonlySignal, signal } from '@preact/signals';
import type { RemoteConnection } from '../openvidu/remote-connection';
import type { ScreenShare } from './screen-share';

/** Somebody began, or ended, to share a screen. */
export interface ScreenNewsItem {
  readonly kind: 'began' | 'ended' | 'stopped';
  /** Of who else it was; '' for a guest without a name, and for this page's own participant, who `stopped`. */
  readonly displayName: string;
}

/** Of somebody's screen, what the news tell. */
type SharedScreen = Pick<RemoteConnection, 'screen'>;

/** The last beginning or end of a shared screen, for those who cannot see it. */
export class ScreenNews {
  readonly #latest = signal<ScreenNewsItem | undefined>(undefined);
  readonly #unfollow: readonly (() => void)[];

  /**
   * @param screens of the others
   * @param connected whether the screens are known at the moment: what changes in between is no news
   * @param own the own share; only its end is told, the page says the rest in plain sight
   */
  constructor(
    screens: ReadonlySignal<readonly SharedScreen[]>,
    connected: ReadonlySignal<boolean>,
    own: Pick<ScreenShare, 'state'>,
  ) {
    this.#unfollow = [this.#followOthers(screens, connected), this.#followOwn(own)];
  }

  get latest(): ReadonlySignal<ScreenNewsItem | undefined> {
    return this.#latest;
  }

  close(): void {
    for (const unfollow of this.#unfollow) unfollow();
  }

  #followOthers(screens: ReadonlySignal<readonly SharedScreen[]>, connected: ReadonlySignal<boolean>): () => void {
    // A screen that is there on arriving is told too: it takes up most of the table.
    let before: ReadonlyMap<string, string> = new Map();
    return effect(() => {
      const now = new Map(screens.value.map(({ screen }) => [screen?.screenOf ?? '', screen?.displayName ?? '']));
      if (!connected.value) return;
      const began = [...now].find(([id]) => !before.has(id));
      const ended = [...before].find(([id]) => !now.has(id));
      before = now;
      if (ended) this.#latest.value = { kind: 'ended', displayName: ended[1] };
      if (began) this.#latest.value = { kind: 'began', displayName: began[1] };
    });
  }

  #followOwn({ state }: Pick<ScreenShare, 'state'>): () => void {
    let shared = false;
    return effect(() => {
      const { status } = state.value;
      if (shared && status === 'off') this.#latest.value = { kind: 'stopped', displayName: '' };
      shared = status === 'sharing' || status === 'returning';
    });
  }
}
