import { Tracing, type Closable } from '@bapsang/server';
import type { Journal } from '../journal/journal';
import { JournalQueue } from '../journal/journal-queue';
import { AssignmentSeals } from '../keys/assignment-seals';
import { ApiMetrics } from '../metrics/api-metrics';
import { OpenViduDeployment } from '../openvidu/openvidu-deployment';
import { RecognitionChoices } from '../recognition/choices/recognition-choices';
import { EatingRecords } from '../recognition/table/eating-records';
import { MealTables } from '../recognition/table/meal-tables';
import { MotionReports } from '../recognition/table/motion-reports';
import { SeatStore } from '../recognition/table/seat-store';
import { TableSignals } from '../recognition/table/table-signals';
import type { SharedState } from '../state/shared-state';
import { Clock } from '../time/clock';
import { RecordingLogger, testEnvironment } from './running-api.spec-support';

/** What one instance of the api has for its tables, without HTTP and the workers' door. */
export class TableInstance implements Closable {
  readonly logger = new RecordingLogger();
  readonly metrics = new ApiMetrics();
  readonly tables: MealTables;
  readonly choices: RecognitionChoices;
  readonly reports: MotionReports;
  readonly #queue: JournalQueue;
  readonly #records: EatingRecords;
  readonly #signals: TableSignals;

  constructor(state: SharedState, journal: Journal, openviduUrl: string, clock = new Clock()) {
    const seats = new SeatStore(state, journal, clock, this.logger);
    const openvidu = new OpenViduDeployment(testEnvironment({ OPENVIDU_URL: openviduUrl }));
    const signals = new TableSignals(openvidu, this.metrics, clock, this.logger);
    const queue = new JournalQueue(journal, this.metrics, this.logger);
    this.tables = new MealTables(seats);
    const records = new EatingRecords(queue, this.tables, signals, clock, this.logger);
    const seals = new AssignmentSeals(testEnvironment());
    this.choices = new RecognitionChoices(seats);
    this.reports = new MotionReports(
      seals,
      this.tables,
      records,
      signals,
      this.metrics,
      clock,
      Tracing.off,
      this.logger,
    );
    [this.#queue, this.#records, this.#signals] = [queue, records, signals];
  }

  /** How often something was logged. */
  logged(event: string): number {
    return this.logger.lines.filter((line) => line.event === event).length;
  }

  async close(): Promise<void> {
    this.#records.onModuleDestroy();
    await Promise.all([this.#queue.onModuleDestroy(), this.#signals.onModuleDestroy()]);
  }
}
