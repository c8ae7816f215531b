import type { AdminAct } from '@bapsang/shared';
import { SetMetadata, type CustomDecorator } from '@nestjs/common';

/** What a route does, for the audit log. */
export interface AuditedRoute {
  readonly act: AdminAct;
  /** The parameter of the route that names what it is done to. */
  readonly target: string;
}

/** Key of the metadata. */
export const AUDITED_ROUTE = Symbol('audited route');

/** Marks a route that acts: it needs the role `full`, and each time it is called is written into the audit log. */
export function AuditedAct(act: AdminAct, target: string): CustomDecorator<symbol> {
  const route: AuditedRoute = { act, target };
  return SetMetadata(AUDITED_ROUTE, route);
}
