import { IsString } from 'class-validator';

/**
 * Answer of `POST /api/meals/:mealId/participants/:participantId/screen`: a second connection of somebody who sits at the
 * table, for their screen. The rejoin key is the bearer token; there is no body.
 */
export class ScreenConnection {
  /** OpenVidu token, single-use: whoever lost the connection asks again. */
  @IsString()
  readonly token!: string;

  /** OpenVidu connection that the token opens. */
  @IsString()
  readonly connectionId!: string;
}
