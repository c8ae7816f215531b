import type { SessionLoss } from '../openvidu/meal-session';

/** How the connection to the table is. */
export type StayConnection = 'connecting' | 'connected' | 'reconnecting' | 'rejoining';

/** How a stay ended: by leaving, taken off the table, or with the meal. */
export type StayEnd = 'left' | Exclude<SessionLoss, 'lost'>;
