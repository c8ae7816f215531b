import { IsInt, IsNumber, IsString, Length } from 'class-validator';
import { IsCorrelationId, IsTraceparent } from '../tracing/correlation';

/** Claims of the single-use JWT (HS256) with which a browser opens a socket to the one ai-worker that it names. */
export class FrameTicketClaims {
  /** Id of this ticket; a worker accepts it once. */
  @IsString()
  @Length(1, 100)
  readonly jti!: string;

  /** The worker (`workerId`) that it is for. */
  @IsString()
  @Length(1, 100)
  readonly aud!: string;

  /** The participant. */
  @IsString()
  @Length(1, 100)
  readonly sub!: string;

  @IsString()
  @Length(1, 100)
  readonly mealId!: string;

  @IsString()
  @Length(1, 100)
  readonly connectionId!: string;

  /** The api's proof of the assignment, see `AssignedParticipant`. */
  @IsString()
  @Length(1, 100)
  readonly seal!: string;

  /** When it was signed, seconds since the epoch with fractions (RFC 7519), by which a withdrawn consent voids it. */
  @IsNumber()
  readonly iat!: number;

  /** Expiry, whole seconds since the epoch (RFC 7519). */
  @IsInt()
  readonly exp!: number;

  /** Of the request that was answered with this ticket, see `AssignedParticipant`. */
  @IsCorrelationId()
  readonly correlationId?: string;

  /** The span that issued it, where traces are written: the seat becomes a part of the same trace. */
  @IsTraceparent()
  readonly traceparent?: string;
}
