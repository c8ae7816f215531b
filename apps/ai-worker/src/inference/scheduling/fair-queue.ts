/** Something that waits for its participant's turn. */
export interface Turn<Item> {
  readonly participantId: string;
  readonly item: Item;
  /** How long it has been due, ms. */
  readonly waited: number;
}

interface Place<Item> {
  readonly item: Item;
  readonly arrivedAt: number;
}

/** What is remembered of a participant between two frames. */
interface Account {
  /** When the last frame was taken from the queue, ms; -Infinity before the first, so that newcomers go first. */
  takenAt: number;
  /** When the next frame is due at the pace that is asked for, ms. */
  dueAt: number;
  serving: boolean;
  /** Nothing is to be remembered of the participant once the frame that is being served is done. */
  forgotten: boolean;
}

/**
 * The frames that wait for one process, at most one for each participant: the newest. Whose last turn lies furthest back is
 * next, so everybody is served in turn however many frames one of them sends, and nobody gets more turns than the pace that
 * is asked for: frames that come earlier wait until they are due. It has no clock: every moment is given, ms.
 */
export class FairQueue<Item> {
  private readonly places = new Map<string, Place<Item>>();
  private readonly accounts = new Map<string, Account>();

  /** How many frames wait. */
  get size(): number {
    return this.places.size;
  }

  /**
   * Takes a frame in.
   * @returns the older frame of the same participant that it replaces, if one was still waiting
   */
  add(participantId: string, item: Item, now: number): Item | undefined {
    const older = this.places.get(participantId)?.item;
    this.places.set(participantId, { item, arrivedAt: now });
    return older;
  }

  /**
   * Takes the frame out whose turn it is. The participant's next one has to wait until {@link served}.
   * @param interval ms from frame to frame of a participant at the pace that is asked for
   * @returns undefined where no frame is due
   */
  take(now: number, interval: number): Turn<Item> | undefined {
    let next: { readonly participantId: string; readonly place: Place<Item>; readonly account: Account } | undefined;
    for (const [participantId, place] of this.places) {
      const account = this.accountOf(participantId);
      if (account.serving || dueSince(place, account, interval) > now) continue;
      if (!next || account.takenAt < next.account.takenAt) next = { participantId, place, account };
    }
    if (!next) return undefined;
    const { participantId, place, account } = next;
    const waited = now - dueSince(place, account, interval);
    this.places.delete(participantId);
    account.takenAt = now;
    account.dueAt = Math.max(account.dueAt, now) + interval;
    account.serving = true;
    return { participantId, item: place.item, waited };
  }

  /** The frame that was taken last for a participant has been looked at. */
  served(participantId: string): void {
    const account = this.accounts.get(participantId);
    if (!account) return;
    account.serving = false;
    if (account.forgotten) this.accounts.delete(participantId);
  }

  /**
   * Takes the frames out that have been due for too long to be worth a look. Their participants keep their turns.
   * @param longest ms
   */
  expire(now: number, interval: number, longest: number): Item[] {
    const stale = [...this.places].filter(
      ([participantId, place]) => now - dueSince(place, this.accountOf(participantId), interval) > longest,
    );
    for (const [participantId] of stale) this.places.delete(participantId);
    return stale.map(([, { item }]) => item);
  }

  /** How long the frame that waits longest has been due, ms; 0 where none is. */
  oldest(now: number, interval: number): number {
    const since = this.dueMoments(interval);
    return since.length === 0 ? 0 : Math.max(0, now - Math.min(...since));
  }

  /** When the first of the frames that are not due yet, and whose participant is not being served, will be; ms. */
  nextDue(now: number, interval: number): number | undefined {
    const later = this.dueMoments(interval).filter((moment) => moment > now);
    return later.length === 0 ? undefined : Math.min(...later);
  }

  /**
   * Drops everything that is known of a participant; who comes back still has to wait until a frame that was taken is
   * {@link served}.
   * @returns the frame that was still waiting
   */
  forget(participantId: string): Item | undefined {
    const item = this.places.get(participantId)?.item;
    this.places.delete(participantId);
    this.closeAccount(participantId);
    return item;
  }

  /** Drops everything, as {@link forget} does of one participant. @returns the frames that were still waiting */
  clear(): Item[] {
    const items = [...this.places.values()].map(({ item }) => item);
    this.places.clear();
    for (const participantId of [...this.accounts.keys()]) this.closeAccount(participantId);
    return items;
  }

  private dueMoments(interval: number): number[] {
    return [...this.places]
      .filter(([participantId]) => !this.accountOf(participantId).serving)
      .map(([participantId, place]) => dueSince(place, this.accountOf(participantId), interval));
  }

  private closeAccount(participantId: string): void {
    const account = this.accounts.get(participantId);
    if (account?.serving) account.forgotten = true;
    else this.accounts.delete(participantId);
  }

  private accountOf(participantId: string): Account {
    const known = this.accounts.get(participantId);
    if (known) return known;
    const account = { takenAt: -Infinity, dueAt: -Infinity, serving: false, forgotten: false };
    this.accounts.set(participantId, account);
    return account;
  }
}

/** Since when a frame may be looked at: since it came, but one interval before it is due at the earliest, which is room for jitter. */
function dueSince({ arrivedAt }: Place<unknown>, { dueAt, takenAt }: Account, interval: number): number {
  return Math.max(arrivedAt, Math.min(dueAt, takenAt + 2 * interval) - interval);
}
