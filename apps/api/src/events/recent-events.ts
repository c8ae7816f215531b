import type { AdminEvent } from '@bapsang/shared';
import { Injectable } from '@nestjs/common';

/** What happened lately, for administrators. */
@Injectable()
export class RecentEvents {
  readonly #told: (Omit<AdminEvent, 'id' | 'at'> & { readonly at?: number })[] = [];

  /** Notes what happened. Never throws. */
  tell(event: Omit<AdminEvent, 'id' | 'at'> & { readonly at?: number }): void {
    this.#told.push(event);
  }
}
