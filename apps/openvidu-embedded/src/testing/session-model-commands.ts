import fc from 'fast-check';
import { ROLES, type Role } from '../sessions/connection-properties';

/** The sessions that commands create and enter; few, so that commands meet. */
export const MODEL_SESSIONS = ['model-a', 'model-b'] as const;

/** How many WebSockets a run may hold at a time. */
export const MODEL_SLOTS = 4;

/** How a socket is lost: the wire ends, the wire is reset, or the browser closes (1001). */
export type Loss = 'gone' | 'reset' | 'closed';

/**
 * What a request that needs a target names: a number picks among everything of that sort that there ever was, so that
 * what is gone is named too.
 */
export type Pick = number | 'unknown';

/** The requests of a browser. */
export type RequestCommand =
  | { readonly kind: 'connect'; readonly target: Pick }
  | { readonly kind: 'joinRoom'; readonly target: Pick; readonly elsewhere: boolean }
  | { readonly kind: 'publishVideo'; readonly media: 'both' | 'audio' | 'video' }
  | { readonly kind: 'unpublishVideo' }
  | { readonly kind: 'receiveVideoFrom'; readonly target: Pick }
  | { readonly kind: 'reconnectStream'; readonly target: Pick }
  | { readonly kind: 'unsubscribeFromVideo'; readonly target: Pick }
  | { readonly kind: 'sendMessage'; readonly target: Pick | 'everybody' }
  | { readonly kind: 'streamPropertyChanged'; readonly audioActive: boolean }
  | { readonly kind: 'leaveRoom' }
  | { readonly kind: 'forceDisconnect'; readonly target: Pick }
  | { readonly kind: 'forceUnpublish'; readonly target: Pick }
  | { readonly kind: 'closeSession' }
  | { readonly kind: 'echo' };

/** The REST calls of an application's server. */
export type CallCommand =
  | { readonly kind: 'createSession'; readonly session: string }
  | { readonly kind: 'createConnection'; readonly session: string; readonly role: Role }
  | { readonly kind: 'deleteConnection'; readonly target: Pick }
  | { readonly kind: 'deleteStream'; readonly target: Pick }
  | { readonly kind: 'deleteSession'; readonly session: string }
  | { readonly kind: 'signal'; readonly session: string; readonly target: Pick | 'everybody' };

/** One step of a run. */
export type ModelCommand =
  /** Nobody comes back: whoever is away is waited for until the server gives up. Ten seconds each, so never at random. */
  | { readonly on: 'time'; readonly passes: 'grace' }
  | { readonly on: 'rest'; readonly call: CallCommand }
  | { readonly on: 'slot'; readonly slot: number; readonly open: true }
  | { readonly on: 'slot'; readonly slot: number; readonly lose: Loss }
  | {
      readonly on: 'slot';
      readonly slot: number;
      readonly request: RequestCommand;
      /** The wire ends right behind the request: it is served, its answer finds nobody. */
      readonly cut: boolean;
    };

const number = fc.nat(30);
const pick: fc.Arbitrary<Pick> = fc.oneof({ weight: 12, arbitrary: number }, fc.constant('unknown' as const));
const receivers = fc.oneof({ weight: 2, arbitrary: pick }, fc.constant('everybody' as const));
const session = fc.constantFrom(MODEL_SESSIONS[0], MODEL_SESSIONS[0], MODEL_SESSIONS[1]);
const role = fc.constantFrom<Role>(...ROLES, 'PUBLISHER', 'MODERATOR', 'MODERATOR');

function kind<K extends string>(name: K): fc.Arbitrary<K> {
  return fc.constant(name);
}

const request: fc.Arbitrary<RequestCommand> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ kind: kind('connect'), target: pick }) },
  {
    weight: 24,
    arbitrary: fc.record({
      kind: kind('joinRoom'),
      target: pick,
      elsewhere: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
    }),
  },
  {
    weight: 14,
    arbitrary: fc.record({
      kind: kind('publishVideo'),
      media: fc.constantFrom<'both' | 'audio' | 'video'>('both', 'both', 'audio', 'video'),
    }),
  },
  { weight: 4, arbitrary: fc.record({ kind: kind('unpublishVideo') }) },
  { weight: 14, arbitrary: fc.record({ kind: kind('receiveVideoFrom'), target: pick }) },
  { weight: 6, arbitrary: fc.record({ kind: kind('reconnectStream'), target: pick }) },
  { weight: 4, arbitrary: fc.record({ kind: kind('unsubscribeFromVideo'), target: pick }) },
  { weight: 5, arbitrary: fc.record({ kind: kind('sendMessage'), target: receivers }) },
  { weight: 4, arbitrary: fc.record({ kind: kind('streamPropertyChanged'), audioActive: fc.boolean() }) },
  { weight: 5, arbitrary: fc.record({ kind: kind('leaveRoom') }) },
  { weight: 4, arbitrary: fc.record({ kind: kind('forceDisconnect'), target: pick }) },
  { weight: 4, arbitrary: fc.record({ kind: kind('forceUnpublish'), target: pick }) },
  { weight: 1, arbitrary: fc.record({ kind: kind('closeSession') }) },
  { weight: 1, arbitrary: fc.record({ kind: kind('echo') }) },
);

const call: fc.Arbitrary<CallCommand> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: kind('createSession'), session }) },
  { weight: 14, arbitrary: fc.record({ kind: kind('createConnection'), session, role }) },
  { weight: 2, arbitrary: fc.record({ kind: kind('deleteConnection'), target: pick }) },
  { weight: 2, arbitrary: fc.record({ kind: kind('deleteStream'), target: pick }) },
  { weight: 1, arbitrary: fc.record({ kind: kind('deleteSession'), session }) },
  { weight: 2, arbitrary: fc.record({ kind: kind('signal'), session, target: receivers }) },
);

const slot = fc.nat(MODEL_SLOTS - 1);
const onSlot = fc.constant('slot' as const);
const cut = fc.integer({ min: 0, max: 5 }).map((n) => n === 0);
const lose = fc.constantFrom<Loss>('gone', 'reset', 'closed');

const command: fc.Arbitrary<ModelCommand> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ on: fc.constant('rest' as const), call }) },
  { weight: 4, arbitrary: fc.record({ on: onSlot, slot, open: fc.constant(true as const) }) },
  { weight: 2, arbitrary: fc.record({ on: onSlot, slot, lose }) },
  { weight: 16, arbitrary: fc.record({ on: onSlot, slot, request, cut }) },
);

const opening: readonly ModelCommand[] = [
  { on: 'rest', call: { kind: 'createSession', session: MODEL_SESSIONS[0] } },
  ...ROLES.map((each): ModelCommand => ({
    on: 'rest',
    call: { kind: 'createConnection', session: MODEL_SESSIONS[0], role: each },
  })),
];

/** What one run does: something to begin with, then anything in any order. */
export function modelCommands(longest: number): fc.Arbitrary<readonly ModelCommand[]> {
  const any = fc.array(command, { minLength: Math.ceil(longest / 2), maxLength: longest, size: 'max' });
  return any.map((commands) => [...opening, ...commands]);
}
