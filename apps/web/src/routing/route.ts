/** A page of the application. */
export type Route =
  { readonly page: 'start' } | { readonly page: 'meal'; readonly mealId: string } | { readonly page: 'unknown' };

const MEAL_PATH = /^\/meals\/([A-Za-z0-9_-]{1,100})\/?$/;
const MEAL_ID = /^[A-Za-z0-9_-]{4,100}$/;

/**
 * Which page a path shows.
 * @param path `location.pathname`
 */
export function readRoute(path: string): Route {
  if (path === '/' || path === '') return { page: 'start' };
  const mealId = MEAL_PATH.exec(path)?.[1];
  return mealId ? { page: 'meal', mealId } : { page: 'unknown' };
}

/** The path of a meal's page. */
export function mealPath(mealId: string): string {
  return `/meals/${mealId}`;
}

/**
 * Reads what somebody typed or pasted to join a meal: a link to it, its path, or the bare id.
 * @returns the meal's id, or undefined where there is none in it
 */
export function readMealReference(text: string): string | undefined {
  const trimmed = text.trim();
  if (MEAL_ID.test(trimmed)) return trimmed;
  const path = trimmed
    .replace(/^[a-z]+:\/\//i, '')
    .replace(/^[^/]*/, '')
    .replace(/[?#].*$/, '');
  const route = readRoute(path);
  return route.page === 'meal' ? route.mealId : undefined;
}
