import type { ParticipantOfMeal } from './seat';

/** Things of several participants, those of each together, in the order in which they came. */
export function bySeat<T extends ParticipantOfMeal>(things: readonly T[]): (readonly [T, ...T[]])[] {
  const seats = new Map<string, [T, ...T[]]>();
  for (const thing of things) {
    // Neither id holds a line break.
    const place = `${thing.mealId}\n${thing.participantId}`;
    const ofSeat = seats.get(place);
    if (ofSeat) ofSeat.push(thing);
    else seats.set(place, [thing]);
  }
  return [...seats.values()];
}
