import type { AuditEntry } from '@bapsang/shared';
import { storable } from './insert-columns';
import type { adminActs } from './journal-tables';

/** The row of an act. */
export function adminAct({ at, target, role, loginId, ...entry }: AuditEntry): typeof adminActs.$inferInsert {
  return {
    ...entry,
    actedAt: new Date(at),
    role: role ?? null,
    loginId: loginId ?? null,
    target: target === undefined ? null : storable(target),
  };
}

/** The act of a row. */
export function auditEntry({ actedAt, target, role, loginId, ...row }: typeof adminActs.$inferSelect): AuditEntry {
  return {
    ...row,
    at: actedAt.getTime(),
    ...(role !== null && { role }),
    ...(loginId !== null && { loginId }),
    ...(target !== null && { target }),
  };
}
