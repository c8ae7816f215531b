import type { RecognitionUnavailableReason } from '@bapsang/shared';
import { Injectable } from '@nestjs/common';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { OpenViduCall, OpenViduOutcome } from '../openvidu/openvidu-call';

/**
 * Why somebody who asked for the recognition server got no ticket; `not_ready`: the state that the instances share could not be
 * reached. Who did not ask, or where recognition is switched off, is not refused anything.
 */
export type TicketRefusal = Exclude<RecognitionUnavailableReason, 'not_agreed' | 'switched_off'> | 'not_ready';

const TICKET_REFUSALS: readonly TicketRefusal[] = ['no_worker', 'draining', 'no_room', 'not_ready'];

/** What became of a place that was offered to a worker. */
export type OfferOutcome = 'accepted' | 'refused' | 'silent';

const OFFER_OUTCOMES: readonly OfferOutcome[] = ['accepted', 'refused', 'silent'];

/**
 * Why a worker was not let in: its `token` is wrong; it speaks another version of the `protocol`; its `registration` is
 * impossible or names another worker; too many came at once (`flood`).
 */
export type WorkerRefusal = 'token' | 'protocol' | 'registration' | 'flood';

const WORKER_REFUSALS: readonly WorkerRefusal[] = ['token', 'protocol', 'registration', 'flood'];

/**
 * What became of a worker's report: counted and told (`taken`); known already (`duplicate`); about somebody whom the api did not
 * send to that worker (`forged`); about somebody who is not looked at any more (`dropped`).
 */
const REPORT_OUTCOMES = ['taken', 'duplicate', 'forged', 'dropped'] as const;

/** What became of a signal to a table; `dropped`: too many waited for the same table. */
const SIGNAL_OUTCOMES = ['sent', 'failed', 'dropped'] as const;

/**
 * What became of a request to sit down: `joined` for the first time, `rejoined`; `full`; `refused` for a wrong key, or who was removed;
 * `not_found`: no such meal, or it is over; `failed`: OpenVidu or the api itself.
 */
const JOIN_OUTCOMES = ['joined', 'rejoined', 'full', 'refused', 'not_found', 'failed'] as const;

/** One of {@link JOIN_OUTCOMES}. */
export type JoinOutcome = (typeof JOIN_OUTCOMES)[number];

/** An answered HTTP request. */
export interface AnsweredRequest {
  readonly method: string;
  /** The pattern of the route, never the address; `none` where there is no such route. */
  readonly route: string;
  readonly status: number;
}

/** Upper bounds of the buckets, seconds: a journal's write, a signal, an HTTP request. */
const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

const PREFIX = 'bapsang_api_';

/**
 * What this instance of the api counts, in a registry of its own. Its methods are called where the thing happens; none of them
 * fails. It depends on nothing, so that everything else can depend on it, and has nothing to close.
 */
@Injectable()
export class ApiMetrics {
  /** All figures of this instance; others add theirs. */
  readonly registry = new Registry();

  readonly #ticketsIssued = this.#counter('tickets_issued_total', 'Frame tickets that were given out.');
  readonly #ticketsRefused = this.#labelled(
    'tickets_refused_total',
    'Participants who asked for the recognition server and got no frame ticket, by reason.',
    'reason',
    TICKET_REFUSALS,
  );
  readonly #offers = this.#labelled(
    'offers_total',
    'Places that workers were asked to keep, by what they answered.',
    'outcome',
    OFFER_OUTCOMES,
  );
  readonly #workersRefused = this.#labelled(
    'workers_refused_total',
    'Workers that were not let in, by reason.',
    'reason',
    WORKER_REFUSALS,
  );
  readonly #workersLost = this.#counter('workers_lost_total', 'Workers that this instance gave up as lost.');
  readonly #loadsRefused = this.#counter('loads_refused_total', 'Loads with impossible figures or wrong seals.');
  readonly #reports = this.#labelled(
    'reports_total',
    "Workers' reports, by what became of them.",
    'outcome',
    REPORT_OUTCOMES,
  );
  readonly #journalFailures = this.#counter('journal_failures_total', 'Writes that the journal did not take.');
  readonly #journalWrites = this.#histogram('journal_write_seconds', 'How long a write to the journal took.');
  readonly #signals = this.#labelled(
    'signals_total',
    'Signals to the tables, by what became of them.',
    'outcome',
    SIGNAL_OUTCOMES,
  );
  readonly #signalDurations = this.#histogram('signal_seconds', 'How long OpenVidu took to take a signal.');
  readonly #framesTold = new Histogram({
    name: `${PREFIX}frame_to_signal_seconds`,
    help: 'From the arrival of a frame at the worker until OpenVidu took the signal that it led to.',
    buckets: [0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 0.75, 1, 2.5, 5, 10],
    registers: [this.registry],
  });
  readonly #joins = this.#labelled(
    'joins_total',
    'Requests to sit down, by what came of them.',
    'outcome',
    JOIN_OUTCOMES,
  );
  readonly #adminRefusals = this.#counter(
    'admin_refused_total',
    'Logins of administrators with a wrong secret, and requests that a token does not allow.',
  );
  readonly #openviduCalls = new Histogram({
    name: `${PREFIX}openvidu_call_seconds`,
    help: 'How long OpenVidu took to answer, by call and outcome.',
    labelNames: ['call', 'outcome'],
    buckets: BUCKETS,
    registers: [this.registry],
  });
  readonly #requests = new Histogram({
    name: `${PREFIX}http_request_seconds`,
    help: 'How long HTTP requests took, by route and status.',
    labelNames: ['method', 'route', 'status'],
    buckets: BUCKETS,
    registers: [this.registry],
  });
  readonly #rateLimited = new Counter({
    name: `${PREFIX}rate_limited_total`,
    help: 'Requests and handshakes that were refused because too many came, by door.',
    labelNames: ['door'],
    registers: [this.registry],
  });
  #journalQueue = (): number => 0;

  constructor() {
    const queueLength = (): number => this.#journalQueue();
    new Gauge({
      name: `${PREFIX}journal_queue_entries`,
      help: 'Reports with bites or sips that are not in the journal yet.',
      registers: [this.registry],
      collect() {
        this.set(queueLength());
      },
    });
  }

  /** A frame ticket was given out. */
  ticketIssued(): void {
    this.#ticketsIssued.inc();
  }

  /** Somebody asked for the recognition server and got no ticket. */
  ticketRefused(reason: TicketRefusal): void {
    this.#ticketsRefused.inc({ reason });
  }

  /** A worker was asked to keep a place. */
  placeOffered(outcome: OfferOutcome): void {
    this.#offers.inc({ outcome });
  }

  /** A worker was not let in. */
  workerRefused(reason: WorkerRefusal): void {
    this.#workersRefused.inc({ reason });
  }

  /** This instance took a worker out of the registry because nothing was heard of it any more. */
  workerLost(): void {
    this.#workersLost.inc();
  }

  /** A load was refused, or entries of it were left out because of wrong seals. */
  loadRefused(): void {
    this.#loadsRefused.inc();
  }

  /** Reports were counted and told to their tables. */
  reportsTaken(count: number): void {
    this.#reports.inc({ outcome: 'taken' }, count);
  }

  /** Reports came that were taken before. */
  reportsDuplicate(count: number): void {
    this.#reports.inc({ outcome: 'duplicate' }, count);
  }

  /** A worker spoke of somebody whom the api did not send to it. */
  reportForged(): void {
    this.#reports.inc({ outcome: 'forged' });
  }

  /** Reports came of people who are not looked at any more, such as after a withdrawn consent. */
  reportsDropped(count: number): void {
    this.#reports.inc({ outcome: 'dropped' }, count);
  }

  /**
   * Tells where the length of the journal's queue can be read.
   * @param length entries that wait to be written; called whenever somebody asks for the figures
   */
  watchJournalQueue(length: () => number): void {
    this.#journalQueue = length;
  }

  /** The journal took a write. @param duration ms */
  journalWritten(duration: number): void {
    this.#journalWrites.observe(duration / 1000);
  }

  /** The journal did not take a write. */
  journalFailed(): void {
    this.#journalFailures.inc();
  }

  /** OpenVidu took a signal. @param duration ms, its one retry included */
  signalSent(duration: number): void {
    this.#signals.inc({ outcome: 'sent' });
    this.#signalDurations.observe(duration / 1000);
  }

  /** OpenVidu did not take a signal, not even the second time. */
  signalFailed(): void {
    this.#signals.inc({ outcome: 'failed' });
  }

  /** Signals were left out because too many waited for the same table. */
  signalsDropped(count: number): void {
    this.#signals.inc({ outcome: 'dropped' }, count);
  }

  /** OpenVidu took a signal that a frame led to. @param duration from the arrival of the frame at the worker, ms */
  frameTold(duration: number): void {
    // The worker knows the api's clock to within half a round trip only.
    this.#framesTold.observe(Math.max(0, duration) / 1000);
  }

  /** Somebody sat down, came back, or could not. */
  joined(outcome: JoinOutcome): void {
    this.#joins.inc({ outcome });
  }

  /** Somebody could not log in as an administrator, or asked for what the token does not allow. */
  adminRefused(): void {
    this.#adminRefusals.inc();
  }

  /** A call to OpenVidu is over. @param duration ms */
  openviduCalled(call: OpenViduCall, outcome: OpenViduOutcome, duration: number): void {
    this.#openviduCalls.observe({ call, outcome }, duration / 1000);
  }

  /** An HTTP request was answered. @param duration ms */
  requestAnswered({ method, route, status }: AnsweredRequest, duration: number): void {
    this.#requests.observe({ method, route, status }, duration / 1000);
  }

  /** A request or a handshake was refused because too many came to its door. */
  rateLimited(door: string): void {
    this.#rateLimited.inc({ door });
  }

  #counter(name: string, help: string): Counter {
    return new Counter({ name: PREFIX + name, help, registers: [this.registry] });
  }

  /** A counter that has every value of its one label from the start, so that its first increase is seen as one. */
  #labelled<L extends string>(name: string, help: string, label: L, values: readonly string[]): Counter<L> {
    const counter = new Counter({ name: PREFIX + name, help, labelNames: [label], registers: [this.registry] });
    for (const value of values) counter.inc({ [label]: value } as Record<L, string>, 0);
    return counter;
  }

  #histogram(name: string, help: string): Histogram {
    return new Histogram({ name: PREFIX + name, help, buckets: BUCKETS, registers: [this.registry] });
  }
}
