import {
  ApplicationError,
  OpenViduWebhook,
  parse,
  ParticipantJoinedWebhook,
  ParticipantLeftWebhook,
  readParticipantIdentity,
  readScreenIdentity,
  SessionCreatedWebhook,
  SessionDestroyedWebhook,
} from '@bapsang/shared';

/** Which session: OpenVidu gives an id again once the session that bore it is over. */
export interface SessionAddress {
  readonly sessionId: string;
  /** ms since the epoch, by OpenVidu's clock. */
  readonly createdAt: number;
}

/** On which connection somebody is, and since when. Connections of screens are none of these. */
export interface Stay {
  readonly connectionId: string;
  /** Missing for somebody who came without this api, as a tutorial's page does. */
  readonly participantId?: string | undefined;
  /** ms since the epoch, by OpenVidu's clock. */
  readonly joinedAt: number;
}

/** Something that is told of a session. It says all that came before it as well: who left had joined a session that had begun. */
export type SessionNews = SessionAddress &
  (
    | { readonly kind: 'began' }
    | { readonly kind: 'ended'; readonly at: number; readonly reason: string }
    | { readonly kind: 'joined'; readonly stay: Stay }
    | { readonly kind: 'left'; readonly stay: Stay; readonly at: number; readonly reason: string }
  );

/**
 * What a webhook of OpenVidu says.
 * @param body as it came
 * @returns undefined for what nobody wants to know here: other events, and screens
 * @throws ApplicationError `invalid_request` where the body is not as OpenVidu writes it
 */
export function readWebhook(body: unknown): SessionNews | undefined {
  switch (parse(OpenViduWebhook, body).event) {
    case 'sessionCreated':
      return { ...addressOf(parse(SessionCreatedWebhook, body)), kind: 'began' };
    case 'sessionDestroyed': {
      const webhook = parse(SessionDestroyedWebhook, body);
      return { ...addressOf(webhook), kind: 'ended', at: webhook.timestamp, reason: webhook.reason };
    }
    case 'participantJoined': {
      const webhook = parse(ParticipantJoinedWebhook, body);
      const stay = stayOf(webhook, webhook.timestamp);
      return stay && { ...addressOf(webhook), kind: 'joined', stay };
    }
    case 'participantLeft': {
      const webhook = parse(ParticipantLeftWebhook, body);
      const stay = stayOf(webhook, webhook.startTime);
      return stay && { ...addressOf(webhook), kind: 'left', stay, at: webhook.timestamp, reason: webhook.reason };
    }
    default:
      return undefined;
  }
}

/** When what is told happened, ms since the epoch. */
export function momentOf(news: SessionNews): number {
  if (news.kind === 'began') return news.createdAt;
  return news.kind === 'joined' ? news.stay.joinedAt : news.at;
}

/**
 * Who is on a connection.
 * @returns undefined for a screen
 */
export function stayOf(
  { connectionId, serverData }: { readonly connectionId: string; readonly serverData: string },
  joinedAt: number,
): Stay | undefined {
  if (readScreenIdentity(serverData)) return undefined;
  return { connectionId, participantId: readParticipantIdentity(serverData)?.participantId, joinedAt };
}

function addressOf({ sessionId, uniqueSessionId }: SessionCreatedWebhook): SessionAddress {
  const createdAt = Number(uniqueSessionId.slice(sessionId.length + 1));
  if (uniqueSessionId === `${sessionId}_${createdAt}`) return { sessionId, createdAt };
  throw new ApplicationError('invalid_request', 'uniqueSessionId must be sessionId, _ and the time of its creation.');
}
