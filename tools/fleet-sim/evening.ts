import type { Random } from '../openvidu-fuzz/random';
import { MINUTE, timeOfDay } from './time-of-day';

/** How an evening looks. */
export interface EveningShape {
  /** The most participants at once, about; how many meals there are follows from it. */
  readonly participants: number;
  /** Around when most meals begin, ms of the day. */
  readonly peak: number;
  /** Standard deviation of the begins around the peak, ms. */
  readonly spread: number;
  /** Share of the meals that begin at any time of the afternoon and evening instead. */
  readonly scattered: number;
  /** Share of the meals that were arranged for a full or half hour. */
  readonly arranged: number;
  /** How far from their full or half hour those begin, standard deviation, ms. */
  readonly punctuality: number;
  /** How long a meal takes: median, ms. */
  readonly length: number;
  /** Standard deviation of the length's logarithm. */
  readonly lengthSpread: number;
  /** Mean time by which one participant comes later than the first, and leaves earlier than the last, ms. */
  readonly straggling: number;
  /** Participants above those of the meals, as a share of {@link participants}, who all come within two minutes of the peak. */
  readonly crowd: number;
}

/** One participant at a meal, recognised by the server all the while. */
export interface Stay {
  readonly mealId: number;
  /** ms of the day */
  readonly from: number;
  readonly until: number;
}

/** When the simulated evening begins and ends, ms of the day. */
export const EVENING = { from: timeOfDay('15:00'), until: timeOfDay('25:00') } as const;

/** An ordinary evening; every figure but the first is an assumption, stated in docs/fleet-scaling.md. */
export const ORDINARY_EVENING: EveningShape = {
  participants: 10_000,
  peak: timeOfDay('19:00'),
  spread: 60 * MINUTE,
  scattered: 0.1,
  arranged: 0.5,
  punctuality: 3 * MINUTE,
  length: 50 * MINUTE,
  lengthSpread: 0.35,
  straggling: 3 * MINUTE,
  crowd: 0,
};

/** How many sit at a table, with weights. */
const SEATS = [
  [35, 2],
  [20, 3],
  [20, 4],
  [10, 5],
  [8, 6],
  [5, 8],
  [2, 12],
] as const;

/** Seats of a table on average. */
const MEAN_SEATS =
  SEATS.reduce((sum, [weight, seats]) => sum + weight * seats, 0) / SEATS.reduce((sum, [weight]) => sum + weight, 0);

const HALF_HOUR = 30 * MINUTE;

/** Who comes when and stays how long, in the order of coming; nobody stays beyond the {@link EVENING}. */
export function playEvening(shape: EveningShape, random: Random): readonly Stay[] {
  const stays: Stay[] = [];
  const meals = mealsOf(shape);
  const crowd = Math.round((shape.crowd * shape.participants) / MEAN_SEATS);
  for (let mealId = 0; mealId < meals + crowd; mealId += 1) {
    const begin = mealId < meals ? beginOf(shape, random) : shape.peak + random.fraction() * 2 * MINUTE;
    const end = begin + shape.length * Math.exp(shape.lengthSpread * normal(random));
    const straggling = mealId < meals ? shape.straggling : 0;
    for (let seat = random.weighted(SEATS); seat > 0; seat -= 1) {
      const from = begin + straggling * exponential(random);
      const until = Math.min(end - shape.straggling * exponential(random), EVENING.until - 1);
      if (from >= EVENING.from && until > from && from < EVENING.until) stays.push({ mealId, from, until });
    }
  }
  return stays.sort((one, other) => one.from - other.from);
}

/** Meals of the evening: at the peak of the bell there are (participants a ms there) x (mean stay) at once. */
function mealsOf({ participants, spread, scattered, length, lengthSpread, straggling }: EveningShape): number {
  const stay = length * Math.exp(lengthSpread ** 2 / 2) - 2 * straggling;
  const bell = (1 - scattered) / (spread * Math.sqrt(2 * Math.PI));
  const flat = scattered / (EVENING.until - EVENING.from);
  return Math.round(participants / (stay * (bell + flat)) / MEAN_SEATS);
}

function beginOf({ peak, spread, scattered, arranged, punctuality }: EveningShape, random: Random): number {
  const wished = random.chance(scattered)
    ? EVENING.from + random.fraction() * (EVENING.until - EVENING.from)
    : peak + spread * normal(random);
  if (!random.chance(arranged)) return wished;
  return Math.round(wished / HALF_HOUR) * HALF_HOUR + punctuality * normal(random);
}

/** Standard normal (Box and Muller 1958). */
function normal(random: Random): number {
  return Math.sqrt(2 * exponential(random)) * Math.cos(2 * Math.PI * random.fraction());
}

/** Exponential with mean 1. */
function exponential(random: Random): number {
  return -Math.log(1 - random.fraction());
}
