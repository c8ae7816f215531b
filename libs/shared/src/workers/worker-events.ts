import { IsString, Length } from 'class-validator';
import type { ErrorBody } from '../errors/error-body';
import type { Assignment, AssignmentRelease } from './assignment';
import type { ConsentWithdrawal } from './consent-withdrawal';
import type { MotionReportBatch } from './motion-report';
import type { WorkerLoad } from './worker-load';
import type { WorkerRegistration } from './worker-registration';

/** Socket.IO namespace of the api to which ai-workers dial in. */
export const WORKERS_NAMESPACE = '/workers';

/** `auth` of the handshake on {@link WORKERS_NAMESPACE}. */
export interface WorkerHandshake {
  /** JWT (HS256, shared worker secret), `sub` = workerId, random `jti`, valid for a minute, made anew for every attempt to connect. */
  readonly token: string;
}

/** How the api shows the worker who it is, before anything else. */
export class ApiHello {
  /** HMAC-SHA256 of the handshake's token with the secret that signed it, in base64url. */
  @IsString()
  @Length(1, 100)
  readonly proof!: string;
}

/** A refusal. */
export interface Refused {
  readonly accepted: false;
  readonly error: ErrorBody;
}

/** Answer to `register` and `load`. */
export type ClockReply =
  | {
      readonly accepted: true;
      /** The api's clock, ms since the epoch: half a round trip ago. */
      readonly now: number;
    }
  | Refused;

/** Answer to `reports`. */
export type ReportsReply =
  | {
      readonly accepted: true;
      /** The tables have been told of everything up to this sequence; it need not be sent again over this link. */
      readonly taken: number;
      /** Everything up to this sequence is in the journal and need never be sent again. */
      readonly kept: number;
    }
  | Refused;

/** Answer to what the api asks of a worker. */
export type WorkerReply = { readonly accepted: true } | Refused;

/** Up to where the journal holds a worker's reports. */
export interface KeptReports {
  /** A sequence; everything up to it need never be sent again. */
  readonly upTo: number;
}

/** Events from the ai-worker to the api. */
export interface WorkerToApiEvents {
  /** First message after the api's `hello`, and again when it has changed. */
  readonly register: (registration: WorkerRegistration, reply: (reply: ClockReply) => void) => void;
  /** Every `WORKER_LOAD_INTERVAL`. */
  readonly load: (load: WorkerLoad, reply: (reply: ClockReply) => void) => void;
  /** Changes and events. */
  readonly reports: (batch: MotionReportBatch, reply: (reply: ReportsReply) => void) => void;
}

/** Events from the api to the ai-worker. */
export interface ApiToWorkerEvents {
  /** First message after every connect; a worker registers with nobody and obeys nobody without it. Not answered. */
  readonly hello: (hello: ApiHello) => void;
  /** Keep a place; refused with `not_ready` by a worker that drains and with `too_many_requests` by a full one. */
  readonly assign: (assignment: Assignment, reply: (reply: WorkerReply) => void) => void;
  /** Give a kept place back; not answered. */
  readonly release: (release: AssignmentRelease) => void;
  /** Take nobody new, move everybody elsewhere, end when empty. Answered at once. */
  readonly drain: (reply: (reply: WorkerReply) => void) => void;
  /** Report the present state of everybody again: what the instances of the api knew was lost. Not answered. */
  readonly restate: () => void;
  /** Reports that need never be sent again; not answered. */
  readonly kept: (kept: KeptReports) => void;
  /** Sent to every worker, and again to one whose link was lost meanwhile; answered once the socket is closed. */
  readonly withdraw: (withdrawal: ConsentWithdrawal, reply: (reply: WorkerReply) => void) => void;
}
