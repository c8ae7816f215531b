import {
  ApplicationError,
  DEVICE_MOTIONS_PER_SECOND,
  type DeviceMotionReport,
  type DeviceMotions,
} from '@bapsang/shared';
import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { ApiMemory } from '../../memory/api-memory';
import { Clock } from '../../time/clock';
import { type ParticipantOfMeal, RecognitionChoices } from '../choices/recognition-choices';
import type { RecognitionSubject } from '../dispatch/recognition-dispatch';
import { MealTables } from '../table/meal-tables';
import { TableSignals } from '../table/table-signals';
import { TAKEN_REPORTS_MAX_SOURCES, TakenReports } from '../table/taken-reports';
import { deviceMotionFaults } from './device-motion-faults';
import { DeviceSilence } from './device-silence';
import { RequestAllowance } from './request-allowance';

/** A report as plain data, so that it can be completed. */
type SentReport = { readonly [Property in keyof DeviceMotionReport]: DeviceMotionReport[Property] };

/** How often silent browsers are looked for, ms. */
const SWEEP_INTERVAL = 1000;

/** A browser that has been silent for so long is forgotten, ms. */
const FORGOTTEN_AFTER = 10 * 60 * 1000;

/**
 * Takes what browsers recognise themselves. No worker stands between, so the sender is checked here: only who chose the device
 * may report, of themselves alone, at a bounded pace, with moments that make sense. Bites and sips are counted here from the
 * events, as those that workers report.
 */
@Injectable()
export class DeviceMotionsService implements OnModuleInit, OnModuleDestroy {
  readonly #taken: TakenReports;
  readonly #silence = new DeviceSilence();
  readonly #allowance = new RequestAllowance(DEVICE_MOTIONS_PER_SECOND);
  #timer?: NodeJS.Timeout;

  constructor(
    private readonly choices: RecognitionChoices,
    private readonly tables: MealTables,
    private readonly signals: TableSignals,
    private readonly clock: Clock,
    private readonly memory: ApiMemory,
  ) {
    this.#taken = new TakenReports(TAKEN_REPORTS_MAX_SOURCES, (source) => memory.sequenceOf(source));
  }

  onModuleInit(): void {
    this.#timer = setInterval(() => this.#sweep(), SWEEP_INTERVAL);
  }

  onModuleDestroy(): void {
    clearInterval(this.#timer);
  }

  /**
   * Takes what a participant's browser recognised; reports that were taken before have no effect.
   * @throws ApplicationError `too_many_requests`, `forbidden` for who did not choose the device (or whose choice was forgotten
   *   with a restart: choose again), `invalid_request` for moments that make no sense
   */
  take(participant: ParticipantOfMeal, motions: DeviceMotions): void {
    const now = this.clock.now();
    this.#requireAllowance(participant, now);
    const subject = this.#requireChoice(participant);
    const details = deviceMotionFaults(motions, now);
    if (details.length > 0) throw new ApplicationError('invalid_request', 'The motions make no sense.', { details });
    const source = sourceOf(subject);
    if (this.#silence.hear(source, now)) this.#tell(this.tables.resumeSource(source, now));
    for (const report of this.#taken.takeNew(source, motions.reports)) this.#takeOne(source, subject, report, now);
  }

  #takeOne(source: string, subject: RecognitionSubject, report: SentReport, now: number): void {
    const change = this.tables.take(source, { ...report, ...subject, recognition: 'active' }, now);
    const { mealId, participantId } = subject;
    const { sequence, events } = report;
    if (events.length > 0) {
      const { bites, sips } = change.signal.totals;
      this.memory.note({ kind: 'counted', mealId, participantId, source, sequence, bites, sips });
    }
    this.#tell([change]);
  }

  #requireAllowance({ mealId, participantId }: ParticipantOfMeal, now: number): void {
    if (this.#allowance.take(`${mealId} ${participantId}`, now)) return;
    throw new ApplicationError(
      'too_many_requests',
      'That were too many reports. Wait a second, then send them together.',
    );
  }

  #requireChoice({ mealId, participantId }: ParticipantOfMeal): RecognitionSubject {
    const chosen = this.choices.of({ mealId, participantId });
    if (chosen?.choice === 'device') return { mealId, participantId, connectionId: chosen.connectionId };
    throw new ApplicationError('forbidden', 'Recognition on the device is not what this participant chose.');
  }

  #sweep(): void {
    const now = this.clock.now();
    this.#allowance.sweep(now);
    for (const source of this.#silence.fallenSilent(now, FORGOTTEN_AFTER))
      this.#tell(this.tables.pauseSource(source, now));
  }

  #tell(changes: readonly ReturnType<MealTables['take']>[]): void {
    for (const change of changes) this.signals.send(change);
  }
}

/** Ids of workers hold no space. */
function sourceOf({ participantId, connectionId }: RecognitionSubject): string {
  return `device ${participantId} ${connectionId}`;
}
