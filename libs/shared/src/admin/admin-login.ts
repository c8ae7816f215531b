import { IsIn, IsInt, IsString, Length, Min } from 'class-validator';

/** What an administrator may do: `read` looks on, `full` may act too. */
export const ADMIN_ROLES = ['read', 'full'] as const;

/** One of {@link ADMIN_ROLES}. */
export type AdminRole = (typeof ADMIN_ROLES)[number];

/** Body of `POST /api/admin/login`. */
export class AdminLogin {
  /** The secret of one of the roles; it tells which. */
  @IsString()
  @Length(1, 500)
  readonly secret!: string;
}

/** Answer of `POST /api/admin/login`. */
export class AdminPass {
  /** For `Authorization: Bearer` of every other request, and for the handshake of the socket. */
  @IsString()
  @Length(1, 2000)
  readonly token!: string;

  @IsIn(ADMIN_ROLES)
  readonly role!: AdminRole;

  /** When the token ends, ms since the epoch. */
  @IsInt()
  @Min(0)
  readonly expiresAt!: number;
}
