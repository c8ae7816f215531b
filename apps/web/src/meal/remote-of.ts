import type { RemoteConnection } from '../openvidu/remote-connection';
import type { MealStay } from './meal-stay';
import type { TableParticipant } from './table-state';

/** The connection of somebody else at the table, while there is one. */
export function remoteOf(
  { session }: Pick<MealStay, 'session'>,
  { connectionId }: Pick<TableParticipant, 'connectionId'>,
): RemoteConnection | undefined {
  return session.value?.remotes.value.find((remote) => remote.connectionId === connectionId);
}
