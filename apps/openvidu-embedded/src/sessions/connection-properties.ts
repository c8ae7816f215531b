/** The roles that a connection may have, from the least to the most powerful. */
export const ROLES = ['SUBSCRIBER', 'PUBLISHER', 'MODERATOR'] as const;

/** One of {@link ROLES}. */
export type Role = (typeof ROLES)[number];

/** An ICE server as browsers are told of it. */
export interface IceServer {
  readonly url: string;
  readonly username?: string;
  readonly credential?: string;
}

/** What the creator of a connection chose. */
export interface ConnectionProperties {
  readonly role: Role;
  /** The server's text about this participant; browsers see it behind `%/%`. */
  readonly data: string;
  readonly record: boolean;
  /** Kept and reported, never used here. */
  readonly kurentoOptions: object | null;
  readonly customIceServers: readonly IceServer[];
}

/** A connection, as far as whoever takes it needs to know. */
export interface ConnectionSlot {
  readonly id: string;
  /** What its creator chose, as it is now. */
  readonly properties: ConnectionProperties;
}

/** OpenVidu's defaults for a connection. */
export const DEFAULT_CONNECTION_PROPERTIES: ConnectionProperties = {
  role: 'PUBLISHER',
  data: '',
  record: true,
  kurentoOptions: null,
  customIceServers: [],
};
