import { Transform, Type } from 'class-transformer';
import { IsIn, IsObject, IsOptional, IsString, Length, MaxLength, ValidateNested } from 'class-validator';
import { RECOGNITION_CHOICES, type RecognitionChoice } from './recognition-choice';
import { RecognitionGrant, RecognitionUnavailable, type RecognitionAnswer } from './recognition-grant';

/** OpenVidu roles that a participant of a meal can have. */
export const PARTICIPANT_ROLES = ['PUBLISHER', 'MODERATOR'] as const;

/** One of {@link PARTICIPANT_ROLES}; hosts are moderators. */
export type ParticipantRole = (typeof PARTICIPANT_ROLES)[number];

/** The longest name at the table, UTF-16 code units. */
export const DISPLAY_NAME_MAX_LENGTH = 40;

/** Body of `POST /api/meals/:mealId/participants`. */
export class JoinMeal {
  /** The name at the table. */
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value))
  @IsString()
  @Length(1, DISPLAY_NAME_MAX_LENGTH)
  readonly displayName!: string;

  /** Where motions may be recognised; can be changed at any time during the meal. */
  @IsIn(RECOGNITION_CHOICES)
  readonly recognition!: RecognitionChoice;

  /** Makes the participant a host. */
  @IsOptional()
  @IsString()
  @MaxLength(200)
  readonly hostKey?: string;

  /** From an earlier join: come back as the same participant, with the same totals. */
  @IsOptional()
  @IsString()
  @MaxLength(1000)
  readonly rejoinKey?: string;
}

/** Which of the two forms of {@link RecognitionAnswer} a raw answer holds. */
function recognitionContract(answer: unknown): typeof RecognitionGrant | typeof RecognitionUnavailable {
  const recognition: unknown = (answer as Partial<JoinedMeal> | undefined)?.recognition;
  const granted = typeof recognition === 'object' && recognition !== null && 'ticket' in recognition;
  return granted ? RecognitionGrant : RecognitionUnavailable;
}

/** Answer of `POST /api/meals/:mealId/participants`: everything needed to connect. */
export class JoinedMeal {
  @IsString()
  readonly participantId!: string;

  /** OpenVidu token, single-use: a rejoin asks again. */
  @IsString()
  readonly token!: string;

  /** OpenVidu connection that the token opens. */
  @IsString()
  readonly connectionId!: string;

  @IsIn(PARTICIPANT_ROLES)
  readonly role!: ParticipantRole;

  @IsObject()
  @ValidateNested()
  @Type((options) => recognitionContract(options?.object))
  readonly recognition!: RecognitionAnswer;

  /** Bearer secret of this participant, for coming back and for fresh tickets. */
  @IsString()
  readonly rejoinKey!: string;
}

/** Body of `POST /api/meals/:mealId/participants/:participantId/recognition`; the rejoin key is the bearer token. */
export class RenewRecognition {
  /** The participant's present OpenVidu connection. */
  @IsString()
  @MaxLength(100)
  readonly connectionId!: string;
}
