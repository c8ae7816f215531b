import { Type } from 'class-transformer';
import { IsArray, IsInt, ValidateNested } from 'class-validator';
import { AdminEvent } from './admin-events';
import { AdminSession } from './admin-sessions';
import { AdminLoadPoint, AdminWorker } from './admin-workers';

/** Socket.IO namespace of the administrator's page, at the api; `auth.token` is the token of the login. */
export const ADMIN_NAMESPACE = '/admin';

/** How often an {@link AdminOverview} is sent, ms. */
export const ADMIN_OVERVIEW_INTERVAL = 2000;

/** How many sessions an overview shows at most; REST has them all, in pages. */
export const ADMIN_OVERVIEW_SESSIONS_MAX = 200;

/** Everything as it is now, the same from whichever instance of the api. */
export class AdminOverview {
  /** ms since the epoch. */
  @IsInt()
  readonly at!: number;

  /** The newest {@link ADMIN_OVERVIEW_SESSIONS_MAX}. */
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => AdminSession)
  readonly sessions!: readonly AdminSession[];

  /** How many there are. */
  @IsInt()
  readonly sessionsTotal!: number;

  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => AdminWorker)
  readonly workers!: readonly AdminWorker[];

  @ValidateNested()
  @Type(() => AdminLoadPoint)
  readonly load!: AdminLoadPoint;
}

/** From the api to the administrator's page. */
export interface ApiToAdminEvents {
  /** Every {@link ADMIN_OVERVIEW_INTERVAL}, and at once after connecting. */
  overview: (overview: AdminOverview) => void;
  /** As it happens. */
  event: (event: AdminEvent) => void;
}

/** The page only listens; it acts over REST. */
export type AdminToApiEvents = Record<string, never>;
