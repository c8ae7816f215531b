import { IsInt, IsString, Length } from 'class-validator';
import { IsCorrelationId, IsTraceparent } from '../tracing/correlation';

/** Who is looked at where: what a frame ticket binds together. */
export class AssignedParticipant {
  @IsString()
  @Length(1, 100)
  readonly mealId!: string;

  @IsString()
  @Length(1, 100)
  readonly participantId!: string;

  @IsString()
  @Length(1, 100)
  readonly connectionId!: string;

  /**
   * The api's proof that it sent this participant to this worker. Only the api can make it and only the api reads it; the worker
   * finds it in the ticket and shows it with every report and load, so that it can speak of nobody else.
   */
  @IsString()
  @Length(1, 100)
  readonly seal!: string;

  /** Of the request with which the api sent the participant here; what the seat leads to is logged with it. Tells nothing of anybody. */
  @IsCorrelationId()
  readonly correlationId?: string;
}

/** From the api to one worker: somebody is about to come with a ticket. The worker keeps a place, or says why not. */
export class Assignment extends AssignedParticipant {
  /** The ticket's `jti`. */
  @IsString()
  @Length(1, 100)
  readonly ticketId!: string;

  /** Until when the place is to be kept, ms since the epoch by the api's clock. */
  @IsInt()
  readonly expiresAt!: number;

  /** The api's span that offers the place, where traces are written. */
  @IsTraceparent()
  readonly traceparent?: string;
}

/** From the api to one worker: the place that was kept for a participant is not needed any more. A seat that was taken stays. */
export class AssignmentRelease {
  @IsString()
  @Length(1, 100)
  readonly participantId!: string;
}
