import type { Logger } from '@bapsang/server';
import { Inject, Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { LOGGER } from '../../configuration/injection-tokens';
import { OpenViduDeployment } from '../../openvidu/openvidu-deployment';
import { Clock } from '../../time/clock';
import { RecognitionChoices } from '../choices/recognition-choices';
import { MealTables } from './meal-tables';

/** How often the tables are compared with OpenVidu's sessions, ms. */
export const TABLE_SWEEP_INTERVAL = 60_000;

/** Forgets the tables of meals that are over and the choices of participants who are gone. */
@Injectable()
export class TableSweep implements OnModuleInit, OnModuleDestroy {
  #timer?: NodeJS.Timeout;

  constructor(
    private readonly openvidu: OpenViduDeployment,
    private readonly tables: MealTables,
    private readonly choices: RecognitionChoices,
    private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Begins to sweep every {@link TABLE_SWEEP_INTERVAL}. */
  onModuleInit(): void {
    this.#timer = setInterval(() => void this.sweep(), TABLE_SWEEP_INTERVAL);
  }

  onModuleDestroy(): void {
    clearInterval(this.#timer);
  }

  /** Compares the tables with OpenVidu's sessions once. Never throws. */
  async sweep(): Promise<void> {
    if (this.tables.size === 0 && this.choices.size === 0) return;
    const askedAt = this.clock.now();
    try {
      const sessions = await this.openvidu.listSessions();
      const forgotten = this.tables.sweep(new Set(sessions.map(({ sessionId }) => sessionId)), this.clock.now());
      const connections = sessions.flatMap((session) => session.connections);
      this.choices.sweep(new Set(connections.map(({ connectionId }) => connectionId)), askedAt);
      if (forgotten > 0) this.logger.info('table.forgotten', { meals: forgotten });
    } catch (error) {
      this.logger.warn('table.sweep-failed', { error });
    }
  }
}
