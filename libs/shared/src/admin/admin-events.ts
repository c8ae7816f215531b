import { Type } from 'class-transformer';
import { IsArray, IsIn, IsInt, IsOptional, IsString, Max, Min, ValidateNested } from 'class-validator';
import { ADMIN_ROLES, type AdminRole } from './admin-login';

/** What an administrator is told of. */
export const ADMIN_EVENT_KINDS = [
  'session began',
  'session ended',
  'participant joined',
  'participant left',
  'ghost removed',
  'worker registered',
  'worker draining',
  'worker lost',
] as const;

/** One of {@link ADMIN_EVENT_KINDS}. */
export type AdminEventKind = (typeof ADMIN_EVENT_KINDS)[number];

/** Something that happened. It names ids, never people. */
export class AdminEvent {
  /** Unique; sorts by time. */
  @IsString()
  readonly id!: string;

  /** ms since the epoch. */
  @IsInt()
  readonly at!: number;

  @IsIn(ADMIN_EVENT_KINDS)
  readonly kind!: AdminEventKind;

  @IsOptional()
  @IsString()
  readonly sessionId?: string;

  @IsOptional()
  @IsString()
  readonly participantId?: string;

  @IsOptional()
  @IsString()
  readonly connectionId?: string;

  @IsOptional()
  @IsString()
  readonly workerId?: string;

  /** Why, in OpenVidu's or our own word, such as `networkDisconnect`. */
  @IsOptional()
  @IsString()
  readonly reason?: string;
}

/** How many events or acts are answered at most. */
export const ADMIN_EVENTS_MAX = 500;

/** Query of `GET /api/admin/events` and `GET /api/admin/audit`. */
export class AdminEventsQuery {
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(ADMIN_EVENTS_MAX)
  readonly limit: number = 100;
}

/** Answer of `GET /api/admin/events`: what happened lately, newest first. */
export class AdminEvents {
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => AdminEvent)
  readonly events!: readonly AdminEvent[];
}

/** What an administrator can do; everything of it is written into the audit log. */
export const ADMIN_ACTS = ['log in', 'close session', 'remove participant', 'drain worker'] as const;

/** One of {@link ADMIN_ACTS}. */
export type AdminAct = (typeof ADMIN_ACTS)[number];

/** How an act ended. */
export const ADMIN_ACT_OUTCOMES = ['done', 'refused', 'failed'] as const;

/** One act of an administrator. */
export class AuditEntry {
  @IsString()
  readonly id!: string;

  /** ms since the epoch. */
  @IsInt()
  readonly at!: number;

  @IsIn(ADMIN_ACTS)
  readonly act!: AdminAct;

  @IsIn(ADMIN_ACT_OUTCOMES)
  readonly outcome!: (typeof ADMIN_ACT_OUTCOMES)[number];

  /** Absent where nobody is logged in. */
  @IsOptional()
  @IsIn(ADMIN_ROLES)
  readonly role?: AdminRole;

  /** The login under which it was done; tells acts of one login from those of another. */
  @IsOptional()
  @IsString()
  readonly loginId?: string;

  /** Where the request came from. */
  @IsString()
  readonly address!: string;

  /** Id of the session, connection or worker. */
  @IsOptional()
  @IsString()
  readonly target?: string;

  @IsString()
  readonly correlationId!: string;
}

/** Answer of `GET /api/admin/audit`: acts of administrators, newest first. */
export class AuditEntries {
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => AuditEntry)
  readonly entries!: readonly AuditEntry[];
}
