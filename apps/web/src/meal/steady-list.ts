import { computed, type ReadonlySignal } from '@preact/signals';

/**
 * A computed list that stays the same object as long as its items are the same, so that who follows it hears of changes
 * only.
 */
export function steadyList<Item>(compute: () => readonly Item[]): ReadonlySignal<readonly Item[]> {
  let kept: readonly Item[] = [];
  return computed(() => {
    const items = compute();
    if (!haveSameItems(kept, items)) kept = items;
    return kept;
  });
}

function haveSameItems(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((item, index) => Object.is(item, other[index]));
}
