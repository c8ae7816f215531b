import { Type } from 'class-transformer';
import { IsIn, IsObject, IsOptional, IsString, ValidateNested } from 'class-validator';
import { ROLES, type Role } from '../sessions/connection-properties';
import { KurentoOptionsBody } from './kurento-options-body';

/** The one field of `POST /tokens` that must be there; it is looked at before the others. */
export class TokenSessionBody {
  /** A session id. */
  @IsString()
  readonly session!: string;
}

/** The other fields of `POST /tokens`. */
export class TokenBody {
  @IsString()
  @IsOptional()
  readonly data?: string;

  @IsIn(ROLES)
  @IsOptional()
  readonly role?: Role;

  @ValidateNested()
  @IsObject()
  @Type(() => KurentoOptionsBody)
  @IsOptional()
  readonly kurentoOptions?: KurentoOptionsBody;
}
