import { IsBoolean, IsInt, IsString, Min } from 'class-validator';

/** Answer of `GET /api/meals/:mealId`: what a guest may know before joining. */
export class MealDescription {
  @IsString()
  readonly mealId!: string;

  /** How many sit at the table now. */
  @IsInt()
  @Min(0)
  readonly participants!: number;

  /** Whether a recognition server has room, so that the question about frames makes sense. */
  @IsBoolean()
  readonly recognitionAvailable!: boolean;
}
