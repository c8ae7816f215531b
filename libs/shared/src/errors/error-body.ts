import { IsArray, IsBoolean, IsIn, IsInt, IsOptional, IsString } from 'class-validator';
import { ERROR_CODES, type ErrorCode } from './error-code';

/** The one shape in which every REST answer and every socket acknowledgement reports a failure. */
export class ErrorBody {
  /** What went wrong, for programs. */
  @IsIn(ERROR_CODES)
  readonly code!: ErrorCode;

  /** The HTTP status that belongs to the code, 400 to 599. */
  @IsInt()
  readonly status!: number;

  /** What happened and what to do, for people. */
  @IsString()
  readonly message!: string;

  /** Whether the same request may succeed when it is sent again later. */
  @IsBoolean()
  readonly retryable!: boolean;

  /** Ties the answer to the log lines of the request. */
  @IsString()
  @IsOptional()
  readonly correlationId?: string;

  /** One sentence per fault, where there are several. */
  @IsArray()
  @IsString({ each: true })
  @IsOptional()
  readonly details?: readonly string[];
}
