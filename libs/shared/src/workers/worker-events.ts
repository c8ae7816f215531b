import type { ErrorBody } from '../errors/error-body';
import type { ConsentWithdrawal } from './consent-withdrawal';
import type { MotionReportBatch } from './motion-report';
import type { WorkerLoad, WorkerRegistration } from './worker-registration';

/** Socket.IO namespace of the api to which ai-workers dial in. */
export const WORKERS_NAMESPACE = '/workers';

/** `auth` of the handshake on {@link WORKERS_NAMESPACE}. */
export interface WorkerHandshake {
  /** JWT (HS256, shared worker secret), `sub` = workerId, valid for a minute, made anew for every attempt to connect. */
  readonly token: string;
}

/** Answer to `register`. */
export type RegisterReply = { readonly accepted: true } | { readonly accepted: false; readonly error: ErrorBody };

/** Answer to `reports`. */
export type ReportsReply =
  | {
      readonly accepted: true;
      /** Everything up to this sequence has been taken and need not be sent again. */
      readonly upTo: number;
    }
  | { readonly accepted: false; readonly error: ErrorBody };

/** Answer to `withdraw`. */
export type WithdrawReply = { readonly accepted: true } | { readonly accepted: false; readonly error: ErrorBody };

/** Events from the ai-worker to the api. */
export interface WorkerToApiEvents {
  /** First message after every connect, and again when it has changed. */
  readonly register: (registration: WorkerRegistration, reply: (reply: RegisterReply) => void) => void;
  /** Every {@link WORKER_LOAD_INTERVAL}; not answered. */
  readonly load: (load: WorkerLoad) => void;
  /** Changes and events; sent again until acknowledged. */
  readonly reports: (batch: MotionReportBatch, reply: (reply: ReportsReply) => void) => void;
}

/** Events from the api to the ai-worker. */
export interface ApiToWorkerEvents {
  /** Sent to every worker, and again to one whose link was lost meanwhile; answered once the socket is closed. */
  readonly withdraw: (withdrawal: ConsentWithdrawal, reply: (reply: WithdrawReply) => void) => void;
}
