import type { FrameHeader, FrameReply, RecognitionAnswer } from '@bapsang/shared';
import { createRequire } from 'node:module';

/** A value that does not change, as the page's code reads signals. */
export interface Constant<Value> {
  readonly value: Value;
  peek(): Value;
}

/** An open socket to a recognition server: the page's `FrameSocket`. */
export interface PageFrameSocket {
  /** Aborted when the socket is gone. */
  readonly gone: AbortSignal;
  send(header: FrameHeader, jpeg: Uint8Array): Promise<FrameReply>;
  close(): void;
}

/** The page's `OpenFrameSocket`. */
export type OpenPageFrameSocket = (url: string, ticket: string, closing: AbortSignal) => Promise<PageFrameSocket>;

/** What the page's link works with: its `RecognitionLinkParts`. */
export interface PageLinkParts {
  readonly source: {
    capture(): Promise<{ readonly jpeg: Uint8Array; readonly capturedAt: number }>;
    lowerQuality(): void;
    learn(): void;
    paceFor(asked: number): number;
    readonly sparing: Constant<undefined>;
    close(): void;
  };
  readonly openSocket: OpenPageFrameSocket;
  readonly renew: () => Promise<RecognitionAnswer>;
  readonly watching: Constant<boolean>;
  readonly clock: object;
  readonly random: () => number;
}

/** The page's `RecognitionLink`, as far as it is used here. */
export interface PageLink {
  readonly status: { readonly value: { readonly state: string; readonly reason?: string } };
  close(): Promise<void>;
}

/** The parts of the page that send frames. */
export interface PageRecognition {
  readonly RecognitionLink: new (parts: PageLinkParts, first: RecognitionAnswer) => PageLink;
  readonly openFrameSocket: OpenPageFrameSocket;
  readonly SystemClock: new () => object;
}

/**
 * The code with which the page sends frames, so that a load behaves as browsers do, waits and moves included. It is loaded at run
 * time: the page is compiled for browsers, under rules of which the compiler knows nothing here.
 */
export function loadPageRecognition(): PageRecognition {
  const load = createRequire(__filename);
  return {
    ...(load('../../apps/web/src/recognition/recognition-link.ts') as Pick<PageRecognition, 'RecognitionLink'>),
    ...(load('../../apps/web/src/recognition/frame-socket.ts') as Pick<PageRecognition, 'openFrameSocket'>),
    ...(load('../../apps/web/src/time/clock.ts') as Pick<PageRecognition, 'SystemClock'>),
  };
}

/** What differs between synthetic participants of what the page's link works with. */
export interface OwnLinkParts extends Pick<PageLinkParts, 'openSocket' | 'renew'> {
  /** Takes a picture now, at a moment of its own. */
  readonly capture: () => { readonly jpeg: Uint8Array; readonly capturedAt: number };
  /** The most frames a second. */
  readonly framesPerSecond: number;
}

/** What the page's link works with where there is no page: somebody who is always there and whose network never fails. */
export function pageLinkParts({ capture, openSocket, renew, framesPerSecond }: OwnLinkParts): PageLinkParts {
  return {
    source: {
      capture: () => Promise.resolve(capture()),
      lowerQuality: () => undefined,
      learn: () => undefined,
      paceFor: (asked) => Math.min(asked, framesPerSecond),
      sparing: constant(undefined),
      close: () => undefined,
    },
    openSocket,
    renew,
    watching: constant(true),
    clock: new (loadPageRecognition().SystemClock)(),
    random: Math.random,
  };
}

function constant<Value>(value: Value): Constant<Value> {
  return { value, peek: () => value };
}
