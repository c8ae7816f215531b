import { IsArray, IsOptional, IsString } from 'class-validator';

/** The body of `POST /signal`. */
export class SignalBody {
  /** A session id. */
  @IsString()
  readonly session!: string;

  /** Connection ids; absent or empty for everybody. */
  @IsString({ each: true })
  @IsArray()
  @IsOptional()
  readonly to?: string[];

  /** Forwarded as it is: `signal:chat` makes the event of that name. */
  @IsString()
  @IsOptional()
  readonly type?: string;

  @IsString()
  @IsOptional()
  readonly data?: string;
}
