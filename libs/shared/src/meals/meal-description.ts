import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsBoolean, IsInt, IsString, MaxLength, Min, ValidateNested } from 'class-validator';
import { DISPLAY_NAME_MAX_LENGTH } from './join-meal';

/** The most people of a table that are named to a guest. */
export const SEATED_PARTICIPANTS_MAX = 50;

/** Somebody at the table, as a guest may know them. */
export class SeatedParticipant {
  /** Empty for who joined with another page than ours. */
  @IsString()
  @MaxLength(DISPLAY_NAME_MAX_LENGTH)
  readonly displayName!: string;

  @IsBoolean()
  readonly host!: boolean;
}

/**
 * Answer of `GET /api/meals/:mealId`: what a guest may know before joining. Whoever holds the link or the code of the meal may
 * see it, which nobody can guess and with which they could sit down and see everybody anyway; nobody else. It names no ids.
 */
export class MealDescription {
  @IsString()
  readonly mealId!: string;

  /** How many people sit at the table now. Somebody on two connections counts once. */
  @IsInt()
  @Min(0)
  readonly participants!: number;

  /** Their names, in the order in which they sat down; the first {@link SEATED_PARTICIPANTS_MAX}. */
  @IsArray()
  @ArrayMaxSize(SEATED_PARTICIPANTS_MAX)
  @ValidateNested({ each: true })
  @Type(() => SeatedParticipant)
  readonly seated!: readonly SeatedParticipant[];

  /** Whether every seat is taken. */
  @IsBoolean()
  readonly full!: boolean;

  /** Whether a recognition server has room, so that the question about frames makes sense. */
  @IsBoolean()
  readonly recognitionAvailable!: boolean;
}
