import { readMealCode } from '@bapsang/shared';

/** A part of the administrator's page. */
export type AdminPart =
  | { readonly part: 'sessions' }
  | { readonly part: 'session'; readonly sessionId: string }
  | { readonly part: 'workers' }
  | { readonly part: 'events' };

/** A page of the application. */
export type Route =
  | { readonly page: 'start' }
  | { readonly page: 'meal'; readonly mealId: string }
  | ({ readonly page: 'admin' } & AdminPart)
  | { readonly page: 'unknown' };

/** What somebody typed or pasted to join a meal. */
export type MealReference =
  | { readonly kind: 'meal'; readonly mealId: string }
  /** Meant as a code, with so many characters. */
  | { readonly kind: 'mistyped'; readonly characters: number }
  | { readonly kind: 'none' };

const MEAL_PATH = /^\/meals\/([A-Za-z0-9_-]{1,100})\/?$/;

/** The path of a meal anywhere in a text: in a link, or in the invitation around it. */
const MEAL_PATH_WITHIN = /\/meals\/([A-Za-z0-9_-]{1,100})/;

/** Every id that OpenVidu takes for a session. */
const ADMIN_SESSION_PATH = /^\/admin\/sessions\/([\w~.-]{1,100})\/?$/;

/** An id of the first version of Bapsang, without its link. */
const LONG_ID = /^[\w-]{32}$/;

/**
 * Which page a path shows.
 * @param path `location.pathname`
 */
export function readRoute(path: string): Route {
  if (path === '/' || path === '') return { page: 'start' };
  const admin = readAdminPart(path);
  if (admin) return { page: 'admin', ...admin };
  const mealId = MEAL_PATH.exec(path)?.[1];
  if (!mealId) return { page: 'unknown' };
  const code = readMealCode(mealId);
  return { page: 'meal', mealId: code?.kind === 'code' ? code.code : mealId };
}

/** The path of a part of the administrator's page. */
export function adminPath(part: AdminPart): string {
  switch (part.part) {
    case 'sessions':
      return '/admin';
    case 'session':
      return `/admin/sessions/${part.sessionId}`;
    default:
      return `/admin/${part.part}`;
  }
}

/** The path of a meal's page. */
export function mealPath(mealId: string): string {
  return `/meals/${mealId}`;
}

/** The code of the meal that a link leads to; undefined where it is too long to be read aloud, as in the first version. */
export function codeOfLink(link: string): string | undefined {
  const reading = readMealCode(MEAL_PATH_WITHIN.exec(link)?.[1] ?? '');
  return reading?.kind === 'code' ? reading.code : undefined;
}

/** Reads what somebody typed or pasted to join a meal: its code, a link to it, or a text with that link in it. */
export function readMealReference(text: string): MealReference {
  const id = MEAL_PATH_WITHIN.exec(text)?.[1] ?? text;
  const reading = readMealCode(id);
  if (reading?.kind === 'code') return { kind: 'meal', mealId: reading.code };
  if (reading) return reading;
  return LONG_ID.test(id.trim()) ? { kind: 'meal', mealId: id.trim() } : { kind: 'none' };
}

function readAdminPart(path: string): AdminPart | undefined {
  const sessionId = ADMIN_SESSION_PATH.exec(path)?.[1];
  if (sessionId) return { part: 'session', sessionId };
  const parts: readonly AdminPart[] = [{ part: 'sessions' }, { part: 'workers' }, { part: 'events' }];
  return parts.find((part) => path.replace(/\/$/, '') === adminPath(part));
}
