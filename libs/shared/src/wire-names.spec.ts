import {
  CHAT_SIGNAL_TYPE,
  ERROR_STATUS,
  FRAMES_NAMESPACE,
  MOTION_SIGNAL_TYPE,
  MOTIONS,
  MUTE_REQUEST_SIGNAL_TYPE,
  PARTICIPANT_ROLES,
  REACTION_SIGNAL_TYPE,
  REACTIONS,
  RECOGNITION_CHOICES,
  RECOGNITION_STATES,
  RECOGNITION_UNAVAILABLE_REASONS,
  WORKER_LOAD_INTERVAL,
  WORKER_PROTOCOL_VERSION,
  WORKERS_NAMESPACE,
  type ApiToWorkerEvents,
  type BrowserToWorkerEvents,
  type FrameHandshake,
  type WorkerHandshake,
  type WorkerToApiEvents,
  type WorkerToBrowserEvents,
} from './index';

/**
 * Names that cross a wire, once more by hand: programs of another version, tutorials and dashboards rely on them, so that
 * renaming one is a decision and never a slip. Types are compared by the compiler (`npm run typecheck`).
 */
describe('the names on the wire', () => {
  it('are those that were agreed', () => {
    expect(MOTION_SIGNAL_TYPE).toBe('signal:motion');
    expect(MUTE_REQUEST_SIGNAL_TYPE).toBe('signal:mute-request');
    expect(CHAT_SIGNAL_TYPE).toBe('signal:chat');
    expect(REACTION_SIGNAL_TYPE).toBe('signal:reaction');
    expect(REACTIONS).toEqual(['delicious', 'cheers', 'heart', 'laugh', 'bravo', 'wantSome']);
    expect(FRAMES_NAMESPACE).toBe('/frames');
    expect(WORKERS_NAMESPACE).toBe('/workers');
    expect(WORKER_PROTOCOL_VERSION).toBe(4);
    expect(WORKER_LOAD_INTERVAL).toBe(2500);
    expect(MOTIONS).toEqual(['idle', 'bite', 'chew', 'drink', 'talk', 'away', 'unknown']);
    expect(RECOGNITION_CHOICES).toEqual(['server', 'device', 'none']);
    expect(RECOGNITION_STATES).toEqual(['off', 'active', 'paused']);
    expect(RECOGNITION_UNAVAILABLE_REASONS).toEqual(['not_agreed', 'switched_off', 'no_worker', 'draining', 'no_room']);
    expect(PARTICIPANT_ROLES).toEqual(['PUBLISHER', 'MODERATOR']);
  });

  it('include the events of both sockets', () => {
    const fromBrowser: Record<keyof BrowserToWorkerEvents, true> = { frame: true, calibrate: true };
    const toBrowser: Record<keyof WorkerToBrowserEvents, true> = { replaced: true, move: true };
    const fromWorker: Record<keyof WorkerToApiEvents, true> = { register: true, load: true, reports: true };
    const toWorker: Record<keyof ApiToWorkerEvents, true> = {
      hello: true,
      assign: true,
      release: true,
      drain: true,
      restate: true,
      kept: true,
      withdraw: true,
    };
    const handshakes: [FrameHandshake, WorkerHandshake] = [{ ticket: '' }, { token: '' }];
    expect([fromBrowser, toBrowser, fromWorker, toWorker, ...handshakes].map((names) => Object.keys(names))).toEqual([
      ['frame', 'calibrate'],
      ['replaced', 'move'],
      ['register', 'load', 'reports'],
      ['hello', 'assign', 'release', 'drain', 'restate', 'kept', 'withdraw'],
      ['ticket'],
      ['token'],
    ]);
  });

  it('include the error codes, with the statuses that clients see', () => {
    expect(ERROR_STATUS).toMatchObject({
      ticket_invalid: 401,
      ticket_expired: 401,
      ticket_used: 401,
      ticket_foreign: 401,
      frame_too_large: 413,
      frame_in_flight: 429,
      frame_stale: 503,
      inference_unavailable: 503,
      meal_not_found: 404,
      meal_full: 409,
      removed_from_meal: 403,
      internal_error: 500,
    });
  });
});
