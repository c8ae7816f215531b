import { IsIn, IsInt, IsString, Length, Matches, Min } from 'class-validator';

/** The events of OpenVidu of which the api wants to know; it acknowledges every other. */
export const OPENVIDU_WEBHOOK_EVENTS = [
  'sessionCreated',
  'sessionDestroyed',
  'participantJoined',
  'participantLeft',
] as const;

/** One of {@link OPENVIDU_WEBHOOK_EVENTS}. */
export type OpenViduWebhookEvent = (typeof OPENVIDU_WEBHOOK_EVENTS)[number];

/** Whatever OpenVidu posts: its event's name tells which other contract it keeps to, if any. */
export class OpenViduWebhook {
  @IsString()
  @Length(1, 100)
  readonly event!: string;
}

/** `sessionCreated`, and what every event of a session has. OpenVidu may send more; that is left out. */
export class SessionCreatedWebhook {
  @IsIn(OPENVIDU_WEBHOOK_EVENTS)
  readonly event!: OpenViduWebhookEvent;

  @IsString()
  @Matches(/^[a-zA-Z0-9_-]{1,200}$/)
  readonly sessionId!: string;

  /** `<sessionId>_<createdAt>`: tells sessions apart that bear the same id one after the other. */
  @IsString()
  @Matches(/^[a-zA-Z0-9_-]{1,200}_\d{1,15}$/)
  readonly uniqueSessionId!: string;

  /** When it happened, ms since the epoch. */
  @IsInt()
  @Min(0)
  readonly timestamp!: number;
}

/** `sessionDestroyed`. */
export class SessionDestroyedWebhook extends SessionCreatedWebhook {
  /** In OpenVidu's word, such as `lastParticipantLeft`. */
  @IsString()
  @Length(1, 100)
  readonly reason!: string;
}

/** `participantJoined`. OpenVidu's participant is a connection. */
export class ParticipantJoinedWebhook extends SessionCreatedWebhook {
  @IsString()
  @Matches(/^[a-zA-Z0-9_-]{1,100}$/)
  readonly connectionId!: string;

  /** What the api stored with the connection; empty for a connection that it did not make. */
  @IsString()
  readonly serverData!: string;
}

/** `participantLeft`. */
export class ParticipantLeftWebhook extends ParticipantJoinedWebhook {
  /** When they joined, ms since the epoch. */
  @IsInt()
  @Min(0)
  readonly startTime!: number;

  /** In OpenVidu's word, such as `disconnect` or `networkDisconnect`. */
  @IsString()
  @Length(1, 100)
  readonly reason!: string;
}
