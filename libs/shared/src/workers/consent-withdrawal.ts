import { IsNumber, IsString, Length, Min } from 'class-validator';

/** From the api to every worker: a participant does not let frames be looked at any more. */
export class ConsentWithdrawal {
  @IsString()
  @Length(1, 100)
  readonly participantId!: string;

  /** When, seconds since the epoch by the api's clock: tickets whose `iat` is not later open nothing any more. */
  @IsNumber()
  @Min(0)
  readonly withdrawnAt!: number;
}
