import { setTimeout as sleep } from 'node:timers/promises';
import type { Camera } from './camera';
import type { DialledAddresses } from './dialled-addresses';
import { MealApi } from './meal-api';
import { SyntheticParticipant } from './synthetic-participant';

/** OpenVidu lets only so many sockets of one address in; a machine has many loopback addresses. */
const SEATS_PER_ADDRESS = 80;

/** Who comes to which tables. */
export interface MealsOptions {
  /** Address of the api, or of the balancer before several. */
  readonly apiUrl: string;
  readonly addresses: DialledAddresses;
  readonly participants: number;
  /** How many sit at a table; the last one may have empty seats. */
  readonly perMeal: number;
  /** The most frames a second of each. */
  readonly framesPerSecond: number;
  /** The camera of a participant. @param index from 0 */
  readonly camera: (index: number) => Camera;
  /** How many come in a second, so that they do not all come at once. */
  readonly arrivals: number;
  /** Told when somebody has sat down. */
  readonly seated?: (participant: SyntheticParticipant) => void;
  /** Nobody comes any more once it is aborted. */
  readonly signal?: AbortSignal;
}

/** Synthetic participants at as many tables as they need. */
export class SyntheticMeals {
  private constructor(readonly participants: readonly SyntheticParticipant[]) {}

  /**
   * Lets everybody join.
   * @throws Error of the first who could not; those who sat already have left then
   */
  static async begin(options: MealsOptions): Promise<SyntheticMeals> {
    const { apiUrl, addresses, participants: count, perMeal } = options;
    const api = new MealApi(apiUrl, addresses);
    const meals = Array.from({ length: Math.ceil(count / perMeal) }, () => api.createMeal());
    const mealIds = (await Promise.all(meals)).map(({ mealId }) => mealId);
    const seated: SyntheticParticipant[] = [];
    const faults: unknown[] = [];
    const come = async (index: number): Promise<void> => {
      await sleep((index * 1000) / options.arrivals, undefined, { signal: options.signal }).catch(() => undefined);
      if (faults.length > 0 || options.signal?.aborted) return;
      const mealId = mealIds[Math.floor(index / perMeal)] ?? '';
      const participant = await SyntheticParticipant.join(participantOptions(options, api, mealId, index));
      seated.push(participant);
      options.seated?.(participant);
    };
    const coming = Array.from({ length: count }, (_, index) =>
      come(index).catch((fault: unknown) => void faults.push(fault)),
    );
    await Promise.all(coming);
    const begun = new SyntheticMeals(seated);
    if (faults.length === 0) return begun;
    await begun.end();
    throw faults[0];
  }

  /** Everybody leaves. */
  async end(): Promise<void> {
    await Promise.all(this.participants.map((participant) => participant.leave()));
  }
}

function participantOptions(
  { addresses, camera, framesPerSecond }: MealsOptions,
  api: MealApi,
  mealId: string,
  index: number,
): Parameters<typeof SyntheticParticipant.join>[0] {
  const localAddress = `127.0.0.${1 + Math.floor(index / SEATS_PER_ADDRESS)}`;
  const displayName = `Guest ${index + 1}`;
  const parts = { api, addresses, mealId, displayName, camera: camera(index), framesPerSecond };
  return index >= SEATS_PER_ADDRESS && api.isLoopback ? { ...parts, localAddress } : parts;
}
