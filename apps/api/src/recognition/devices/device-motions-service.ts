import { withDeadline, type Logger } from '@bapsang/server';
import { ApplicationError, type DeviceMotionReport, type DeviceMotions } from '@bapsang/shared';
import { Inject, Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { LOGGER } from '../../configuration/injection-tokens';
import { Clock } from '../../time/clock';
import type { RecognitionSubject } from '../dispatch/recognition-dispatch';
import { EatingRecords, entriesOf } from '../table/eating-records';
import { MealTables, type TableChange } from '../table/meal-tables';
import { reportFault } from '../table/report-faults';
import type { ParticipantOfMeal, Seat } from '../table/seat';
import { SeatStore } from '../table/seat-store';
import { TableSignals } from '../table/table-signals';
import { deviceMotionFaults } from './device-motion-faults';
import { DeviceRecords } from './device-records';

/** How often silent browsers are looked for, over all instances of the api, ms. */
const SWEEP_INTERVAL = 1000;

/**
 * How long an answer waits for the journal, ms. What takes longer waits in this instance: the browser would gain nothing by
 * sending it again.
 */
const JOURNAL_DEADLINE = 1000;

/** Whose browser looks. */
interface DeviceSubject extends RecognitionSubject {
  /** Of the request with which it was chosen. */
  readonly correlationId?: string | undefined;
}

/**
 * Takes what browsers recognise themselves. No worker stands between, so the sender is checked here: only who chose the device
 * may report, of themselves alone, at a bounded pace, with moments that make sense. Bites and sips are counted here from the
 * events, as those that workers report.
 */
@Injectable()
export class DeviceMotionsService implements OnModuleInit, OnModuleDestroy {
  #timer?: NodeJS.Timeout;
  #sweeping = false;

  constructor(
    private readonly seats: SeatStore,
    private readonly tables: MealTables,
    private readonly records: EatingRecords,
    private readonly devices: DeviceRecords,
    private readonly signals: TableSignals,
    private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onModuleInit(): void {
    this.#timer = setInterval(() => void this.#sweep(), SWEEP_INTERVAL);
  }

  onModuleDestroy(): void {
    clearInterval(this.#timer);
  }

  /**
   * Takes what a participant's browser recognised; reports that were taken before have no effect.
   * @throws ApplicationError `too_many_requests`, `forbidden` for who did not choose the device (or whose choice was forgotten
   *   with a restart: choose again), `invalid_request` for moments that make no sense, `not_ready` where the state that the
   *   instances share cannot be reached or the journal is too far behind
   */
  async take(participant: ParticipantOfMeal, motions: DeviceMotions): Promise<void> {
    const now = this.clock.now();
    await this.#requireAllowance(participant, now);
    const seat = await this.seats.read(participant);
    const subject = requireChoice(participant, seat);
    const details = [...deviceMotionFaults(motions, now), ...motions.reports.flatMap((one) => reportFault(one) ?? [])];
    if (details.length > 0) throw new ApplicationError('invalid_request', 'The motions make no sense.', { details });
    if (this.records.full) throw new ApplicationError('not_ready', 'The journal is behind. Try again in a moment.');
    const source = sourceOf(subject);
    await this.devices.hear(participant, subject.connectionId, now);
    if (seat?.interrupted) this.#tell(await this.tables.resume(participant, source, now));
    if (motions.reports.length > 0) await this.#takeReports(subject, source, motions.reports, now);
  }

  async #takeReports(
    subject: DeviceSubject,
    source: string,
    reports: readonly DeviceMotionReport[],
    now: number,
  ): Promise<void> {
    const ordered = [...reports]
      .sort((one, other) => one.sequence - other.sequence)
      .map((report) => Object.assign({ recognition: 'active' as const }, report, subject));
    const { told, genuine } = await this.tables.take(subject, { id: source, choice: 'device' }, ordered, now);
    for (const signal of told) this.#tell({ mealId: subject.mealId, signal });
    const kept = this.records.keep(source, entriesOf(source, subject, genuine));
    await withDeadline(kept, JOURNAL_DEADLINE, 'Writing the journal').catch((error: unknown) => {
      this.logger.warn('device-motions.unkept', { reports: genuine.length, error });
    });
  }

  async #requireAllowance(participant: ParticipantOfMeal, now: number): Promise<void> {
    if (await this.devices.takeRequest(participant, now)) return;
    throw new ApplicationError(
      'too_many_requests',
      'That were too many reports. Wait a second, then send them together.',
    );
  }

  /** Never throws. */
  async #sweep(): Promise<void> {
    if (this.#sweeping) return;
    this.#sweeping = true;
    try {
      const now = this.clock.now();
      // Timers are not exact.
      for (const device of await this.devices.findSilent(SWEEP_INTERVAL / 2, now)) {
        this.#tell(await this.tables.pause(device, sourceOf(device), now));
        await this.devices.noteSilence(device, now);
      }
    } catch (error) {
      // Whoever falls silent while the state cannot be reached is found once it can.
      this.logger.debug('devices.unreachable', { error });
    } finally {
      this.#sweeping = false;
    }
  }

  #tell(change: TableChange | undefined): void {
    if (change) this.signals.send(change);
  }
}

function requireChoice({ mealId, participantId }: ParticipantOfMeal, seat: Seat | undefined): DeviceSubject {
  const chosen = seat?.chosen;
  if (chosen?.choice === 'device') {
    const { connectionId, correlationId } = chosen;
    return { mealId, participantId, connectionId, correlationId };
  }
  throw new ApplicationError('forbidden', 'Recognition on the device is not what this participant chose.');
}

/** Ids of workers hold no space. */
function sourceOf({ participantId, connectionId }: RecognitionSubject): string {
  return `device ${participantId} ${connectionId}`;
}
