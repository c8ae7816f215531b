import { IsBoolean, IsIn, IsString, Length } from 'class-validator';
import { readServerData, writeServerData } from './connection-data';
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

/** The form in which the api stores an identity as a connection's server data. */
export function writeParticipantIdentity(identity: ParticipantIdentity): string {
  return writeServerData(identity);
}

/**
 * Reads the identity out of an OpenVidu connection's `data` (`serverData` or `clientData%/%serverData`).
 * @returns undefined where the data is not of our making, for example a page of OpenVidu's tutorials, or says that the
 *   connection carries a screen
 */
export function readParticipantIdentity(connectionData: string): ParticipantIdentity | undefined {
  return readServerData(ParticipantIdentity, connectionData);
}
