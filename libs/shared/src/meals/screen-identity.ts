import { IsString, Length } from 'class-validator';
import { readServerData, writeServerData } from './connection-data';

/**
 * Whose screen an OpenVidu connection carries. The api stores it as the connection's server data, in place of a
 * ParticipantIdentity: such a connection seats nobody, and no browser can forge it.
 */
export class ScreenIdentity {
  /** Id of the participant who shares the screen. */
  @IsString()
  @Length(1, 100)
  readonly screenOf!: string;

  /** Their name at the table. */
  @IsString()
  readonly displayName!: string;
}

/** The form in which the api stores a screen's identity as a connection's server data. */
export function writeScreenIdentity(identity: ScreenIdentity): string {
  return writeServerData(identity);
}

/**
 * Reads the identity of a screen out of an OpenVidu connection's `data` (`serverData` or `clientData%/%serverData`).
 * @returns undefined where the connection carries no screen
 */
export function readScreenIdentity(connectionData: string): ScreenIdentity | undefined {
  return readServerData(ScreenIdentity, connectionData);
}
