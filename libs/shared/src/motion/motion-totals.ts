import { IsInt, Min } from 'class-validator';

/** What a participant has had in this meal so far. The api counts; nobody else does. */
export class MotionTotals {
  @IsInt()
  @Min(0)
  readonly bites!: number;

  @IsInt()
  @Min(0)
  readonly sips!: number;
}
