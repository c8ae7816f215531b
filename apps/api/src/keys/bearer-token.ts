import { ApplicationError } from '@bapsang/shared';

const BEARER = /^Bearer +([^\s]{1,2000})$/i;

/**
 * The token of an `Authorization: Bearer` header.
 * @throws ApplicationError `unauthorized` where there is none
 */
export function bearerToken(authorization: string | undefined): string {
  const token = BEARER.exec(authorization ?? '')?.[1];
  if (token) return token;
  throw new ApplicationError('unauthorized', 'This needs an Authorization header with a bearer token.');
}
