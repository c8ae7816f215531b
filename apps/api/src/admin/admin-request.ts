import { correlationIdOf } from '@bapsang/server/nest';
import type { ExecutionContext } from '@nestjs/common';
import type { Administrator } from './admin-tokens';

/** The part of an Express request that is needed here. */
export interface AdminRequest {
  readonly headers: { readonly authorization?: string };
  readonly params: Readonly<Record<string, string | undefined>>;
  /** Of the client, behind proxies that Express is told to trust too. */
  readonly ip?: string;
  /** Set by the guard. */
  administrator?: Administrator;
}

/** Where a request came from, for the audit log. */
export interface RequestOrigin {
  readonly address: string;
  readonly correlationId: string;
}

/** Where the request of a context came from. */
export function originOf(context: ExecutionContext): RequestOrigin {
  const http = context.switchToHttp();
  const address = http.getRequest<AdminRequest>().ip ?? '';
  return { address, correlationId: correlationIdOf(http.getResponse()) };
}
