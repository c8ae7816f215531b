import { effect, type ReadonlySignal, signal } from '@preact/signals';
import type { TableParticipant } from './table-state';

/** Somebody came or went. */
export interface TableNewsItem {
  readonly kind: 'arrived' | 'departed';
  readonly displayName: string;
}

/** The last coming or going at the table, for those who cannot see it. */
export class TableNews {
  readonly #latest = signal<TableNewsItem | undefined>(undefined);
  readonly #unfollow: () => void;

  constructor(participants: ReadonlySignal<readonly TableParticipant[]>) {
    let before: readonly TableParticipant[] | undefined;
    this.#unfollow = effect(() => {
      const now = participants.value;
      // Whoever sat there at the beginning is no news.
      if (before) this.#compare(before, now);
      before = now;
    });
  }

  get latest(): ReadonlySignal<TableNewsItem | undefined> {
    return this.#latest;
  }

  close(): void {
    this.#unfollow();
  }

  #compare(before: readonly TableParticipant[], now: readonly TableParticipant[]): void {
    const arrived = missingFrom(before, now);
    const departed = missingFrom(now, before);
    if (departed) this.#latest.value = { kind: 'departed', displayName: departed.displayName };
    if (arrived) this.#latest.value = { kind: 'arrived', displayName: arrived.displayName };
  }
}

function missingFrom(
  some: readonly TableParticipant[],
  others: readonly TableParticipant[],
): TableParticipant | undefined {
  return others.find(({ participantId }) => !some.some((one) => one.participantId === participantId));
}
