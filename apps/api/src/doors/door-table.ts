/** A door of the api, and how often one may come through it in a minute. */
export interface Door {
  /** As figures and log lines name it. */
  readonly name: string;
  /** From one address, behind which a whole family may sit. */
  readonly perAddress: number;
  /** For one meal, from wherever. */
  readonly perMeal?: number;
}

interface DoorRoute extends Door {
  /** Not set: every method. */
  readonly method?: string;
  /** Matches the path in small letters, without a slash at its end. */
  readonly path: RegExp;
}

/** For ids that are not those of a meal: a link with a typing error, or somebody who guesses. */
export const UNKNOWN_MEAL: Door = { name: 'unknown-meal', perAddress: 30 };

/** For every route that {@link DOORS} does not name. */
export const OTHER_DOOR: Door = { name: 'other', perAddress: 600 };

/** The sockets of workers and administrators. Behind a balancer a whole fleet may come from one address. */
export const SOCKET_DOOR: Door = { name: 'socket', perAddress: 900 };

/** The first that matches counts. */
const DOORS: readonly DoorRoute[] = [
  { name: 'meal-creation', method: 'POST', path: /^\/api\/meals$/, perAddress: 120 },
  { name: 'join', method: 'POST', path: /^\/api\/meals\/[^/]+\/participants$/, perAddress: 240, perMeal: 240 },
  {
    name: 'ticket',
    path: /^\/api\/meals\/[^/]+\/participants\/[^/]+\/recognition(-choice)?$/,
    perAddress: 1200,
    perMeal: 1200,
  },
  { name: 'motions', path: /^\/api\/meals\/[^/]+\/participants\/[^/]+\/motions$/, perAddress: 6000, perMeal: 6000 },
  { name: 'screen', path: /^\/api\/meals\/[^/]+\/participants\/[^/]+\/screen$/, perAddress: 120, perMeal: 120 },
  { name: 'meal', path: /^\/api\/meals\/./, perAddress: 1200, perMeal: 1200 },
  { name: 'tutorial', path: /^\/api\/sessions(\/|$)/, perAddress: 240 },
  // All of OpenVidu's events come from one address, and each needs its secret.
  { name: 'webhook', method: 'POST', path: /^\/api\/openvidu\/webhook$/, perAddress: 60_000 },
  { name: 'admin', path: /^\/api\/admin(\/|$)/, perAddress: 300 },
];

/** All doors, those without a route of their own too. */
export const ALL_DOORS: readonly Door[] = [...DOORS, UNKNOWN_MEAL, OTHER_DOOR, SOCKET_DOOR];

const MEAL = /^\/api\/meals\/([^/]+)/i;

/** The door to which a request comes; express does not tell large letters from small ones either. */
export function doorOf(method: string, path: string): Door {
  const plain = path.toLowerCase().replace(/\/$/, '');
  // HEAD is answered as GET.
  return DOORS.find((door) => (!door.method || door.method === method) && door.path.test(plain)) ?? OTHER_DOOR;
}

/** The id of the meal in a path, as it stands there; undefined where there is none. */
export function mealIn(path: string): string | undefined {
  return MEAL.exec(path)?.[1];
}
