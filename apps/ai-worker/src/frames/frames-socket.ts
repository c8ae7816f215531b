import type { BrowserToWorkerEvents, WorkerToBrowserEvents } from '@bapsang/shared';
import type { DefaultEventsMap, Namespace, Socket } from 'socket.io';
import type { Seat } from './seat';

/** What is bound to a socket: the seat that its ticket gave it. */
export interface FramesSocketData {
  seat?: Seat;
}

/** A browser's socket on the namespace for frames. */
export type FramesSocket = Socket<BrowserToWorkerEvents, WorkerToBrowserEvents, DefaultEventsMap, FramesSocketData>;

/** The namespace for frames. */
export type FramesNamespace = Namespace<
  BrowserToWorkerEvents,
  WorkerToBrowserEvents,
  DefaultEventsMap,
  FramesSocketData
>;
