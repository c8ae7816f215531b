/** A look away that is shorter than this, ms, does not interrupt watching: a hand before the face, a turned head. */
export const LOOK_AWAY = 10_000;

interface Span {
  readonly from: number;
  /** Undefined while it lasts. */
  readonly to: number | undefined;
}

/** When somebody could be seen eating: only then does not seeing a bite mean anything. Moments are ms since the epoch. */
export class WatchedTime {
  #spans: readonly Span[] = [];

  /** Tells whether somebody can be seen from now on. */
  set(watched: boolean, now: number): void {
    const last = this.#spans.at(-1);
    const open = last !== undefined && last.to === undefined;
    if (watched === open) return;
    if (!watched) this.#replaceLast({ from: last?.from ?? now, to: now });
    else if (last?.to !== undefined && now - last.to <= LOOK_AWAY)
      this.#replaceLast({ from: last.from, to: undefined });
    else this.#spans = [...this.#spans, { from: now, to: undefined }];
  }

  /** Since when somebody can be seen; undefined where they cannot. A short look away does not count. */
  since(now: number): number | undefined {
    const last = this.#spans.at(-1);
    if (!last || (last.to !== undefined && now - last.to > LOOK_AWAY)) return undefined;
    return last.from;
  }

  /** For how long somebody could be seen after a moment and until now, ms. */
  after(moment: number, now: number): number {
    return this.#spans.reduce((sum, { from, to }) => sum + Math.max(0, (to ?? now) - Math.max(from, moment)), 0);
  }

  /** Whether somebody could be seen at a moment. */
  includes(moment: number): boolean {
    return this.#spans.some(({ from, to }) => from <= moment && moment <= (to ?? Infinity));
  }

  /** Forgets what ended before a moment. */
  forgetBefore(moment: number): void {
    this.#spans = this.#spans.filter(({ to }) => to === undefined || to >= moment);
  }

  #replaceLast(span: Span): void {
    this.#spans = [...this.#spans.slice(0, -1), span];
  }
}
