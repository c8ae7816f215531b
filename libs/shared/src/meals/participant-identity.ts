import { IsBoolean, IsString, Length } from 'class-validator';
import { readServerData, writeServerData } from './connection-data';

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

  /** Whether the participant agreed that frames go to a recognition server. */
  @IsBoolean()
  readonly recognition!: boolean;

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
