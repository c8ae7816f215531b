import type { Logger } from '@bapsang/server';
import { Inject, Injectable } from '@nestjs/common';
import { LOGGER } from '../configuration/injection-tokens';
import type { SessionSettings } from '../openvidu/session-settings';
import { SharedState, type StateAddress } from '../state/shared-state';

/** A session as it was asked for, with the id that it has. */
export type RememberedSession = SessionSettings & { readonly customSessionId: string };

/** How long a session is remembered after it was asked for, ms. */
export const SESSION_REMEMBERED_FOR = 24 * 60 * 60 * 1000;

/**
 * How the sessions of the tutorial routes were asked for, so that one that OpenVidu dropped in between can be created again
 * just so, by any instance of the api. Without it a session that OpenVidu has works all the same, so nothing here ever throws.
 */
@Injectable()
export class RememberedSessions {
  constructor(
    private readonly state: SharedState,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Remembers how a session was asked for; the latest request counts. */
  async remember(sessionId: string, settings: SessionSettings): Promise<void> {
    const session: RememberedSession = { ...settings, customSessionId: sessionId };
    try {
      await this.state.update<RememberedSession>(addressOf(sessionId), () => session, SESSION_REMEMBERED_FOR);
    } catch (error) {
      this.logger.warn('session.not-remembered', { error });
    }
  }

  /** @returns undefined where no instance was asked for the session, or it cannot be told now */
  async find(sessionId: string): Promise<RememberedSession | undefined> {
    try {
      return await this.state.read<RememberedSession>(addressOf(sessionId));
    } catch (error) {
      this.logger.warn('session.not-found', { error });
      return undefined;
    }
  }
}

function addressOf(sessionId: string): StateAddress {
  return { group: `session ${sessionId}`, key: 'settings' };
}
