import type { Reception } from './meeting-pages';

interface StreamInPage {
  /** Builds the peer connection anew. */
  reconnect(): Promise<void>;
}

interface PublisherInPage {
  readonly stream: StreamInPage;
  publishAudio(on: boolean): void;
  publishVideo(on: boolean): Promise<void>;
}

/** The object `meeting` of meeting-page.html, as far as tests use it. */
export interface Meeting {
  /** What happened, as `type:detail`, in order. */
  readonly events: readonly string[];
  readonly signals: readonly { readonly type: string; readonly data: string; readonly from?: string }[];
  readonly publisher: PublisherInPage;
  /** By stream id. */
  readonly subscribers: Readonly<Record<string, { readonly stream: StreamInPage }>>;
  readonly session: {
    readonly remoteConnections: ReadonlyMap<string, { readonly data: string }>;
    signal(signal: object): Promise<void>;
    unpublish(publisher: PublisherInPage): Promise<void>;
    forceDisconnect(connection: unknown): Promise<void>;
    disconnect(): void;
  };
  /** Joins and returns the connection's id. */
  join(token: string, name: string): Promise<string>;
  /** Publishes the fake camera and microphone and returns the stream's id. */
  publish(properties: object): Promise<string>;
  measure(streamId: string): Promise<Reception | undefined>;
}
