import { IsBoolean, IsString, Length } from 'class-validator';
import { parse } from '../validation/parse';

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
