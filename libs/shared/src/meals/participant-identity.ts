import { IsBoolean, IsIn, IsString, Length } from 'class-validator';
import { parse } from '../validation/parse';
import { RECOGNITION_CHOICES, type RecognitionChoice } from './recognition-choice';

/**
 * Who sits on an OpenVidu connection. The api stores it as the connection's server data (JSON), so OpenVidu hands it to
 * every participant and no browser can forge it.
 */
export class ParticipantIdentity {
  @IsString()
  @Length(1, 100)
  readonly participantId!: string;

  @IsString()
  readonly displayName!: string;

  /**
   * What was chosen when the connection was made. Counts until the participant's first `signal:motion`: OpenVidu keeps the
   * data of a connection as it is, so a later choice shows there.
   */
  @IsIn(RECOGNITION_CHOICES)
  readonly recognition!: RecognitionChoice;

  @IsBoolean()
  readonly host!: boolean;
}

const CLIENT_AND_SERVER_DATA_SEPARATOR = '%/%';

/**
 * The form in which the api stores an identity as a connection's server data: JSON in which no name can look like
 * OpenVidu's separator.
 */
export function writeParticipantIdentity(identity: ParticipantIdentity): string {
  return JSON.stringify(identity).replaceAll('%', '\\u0025');
}

/**
 * Reads the identity out of an OpenVidu connection's `data` (`serverData` or `clientData%/%serverData`).
 * @returns undefined where the data is not of our making, for example a page of OpenVidu's tutorials
 */
export function readParticipantIdentity(connectionData: string): ParticipantIdentity | undefined {
  const serverData = connectionData.split(CLIENT_AND_SERVER_DATA_SEPARATOR).at(-1) ?? '';
  try {
    return parse(ParticipantIdentity, JSON.parse(serverData));
  } catch {
    return undefined;
  }
}
