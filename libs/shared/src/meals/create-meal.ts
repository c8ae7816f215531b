import { IsString } from 'class-validator';

/** Answer of `POST /api/meals`. */
export class CreatedMeal {
  /**
   * Unguessable; also the OpenVidu session id. Short enough to be read aloud: it is the code of the meal in its one form
   * (`readMealCode`).
   */
  @IsString()
  readonly mealId!: string;

  /** The page to open, for everybody who is to join. */
  @IsString()
  readonly joinUrl!: string;

  /** Whoever joins with it is a host (OpenVidu role MODERATOR). Not part of the join link. */
  @IsString()
  readonly hostKey!: string;
}
