import { Type } from 'class-transformer';
import { IsArray, IsInt, IsOptional, IsString, ValidateNested } from 'class-validator';
import { EatingEvent } from '../motion/eating-event';
import { MotionTotals } from '../motion/motion-totals';

/** One stay at the table. A participant who comes back, after a reload or a lost network, has several. */
export class RecordedStay {
  /** ms since the epoch; missing where only the end is known. */
  @IsOptional()
  @IsInt()
  readonly joinedAt?: number;

  /** ms since the epoch; missing while the stay lasts. */
  @IsOptional()
  @IsInt()
  readonly leftAt?: number;

  /** Why it ended, in OpenVidu's word, such as `disconnect`. */
  @IsOptional()
  @IsString()
  readonly reason?: string;
}

/** Everything that is recorded of one participant of a meal, for that participant. Moments are ms since the epoch. */
export class RecordedSummary {
  @IsString()
  readonly mealId!: string;

  @IsString()
  readonly participantId!: string;

  /** When the meal began; missing where that is not known. */
  @IsOptional()
  @IsInt()
  readonly beganAt?: number;

  /** When it ended; missing while it goes on. */
  @IsOptional()
  @IsInt()
  readonly endedAt?: number;

  /** In the order in which they began. */
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => RecordedStay)
  readonly stays!: readonly RecordedStay[];

  @ValidateNested()
  @Type(() => MotionTotals)
  readonly totals!: MotionTotals;

  /** Bites and sips in the order in which they began; those of the first 10,000 reports. */
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => EatingEvent)
  readonly events!: readonly EatingEvent[];
}
