import { IsIn, IsInt, IsString, Length, Min } from 'class-validator';

/**
 * Where a participant lets motions be recognised: `server` frames go to a recognition server, `device` in the browser itself
 * so that only motions leave it, `none` nowhere. Nothing but an explicit `server` is a consent to sending frames.
 */
export const RECOGNITION_CHOICES = ['server', 'device', 'none'] as const;

/** One of {@link RECOGNITION_CHOICES}. */
export type RecognitionChoice = (typeof RECOGNITION_CHOICES)[number];

/**
 * Body of `PUT /api/meals/:mealId/participants/:participantId/recognition-choice`; the rejoin key is the bearer token. The
 * answer is a `RecognitionAnswer`. Whatever ends a consent counts at once, and does not depend on anything being reachable.
 */
export class ChooseRecognition {
  @IsIn(RECOGNITION_CHOICES)
  readonly choice!: RecognitionChoice;

  /** The participant's present OpenVidu connection. */
  @IsString()
  @Length(1, 100)
  readonly connectionId!: string;

  /** When the participant chose, ms since the epoch by the browser's clock. */
  @IsInt()
  @Min(0)
  readonly chosenAt!: number;
}
