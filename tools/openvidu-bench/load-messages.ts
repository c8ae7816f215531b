/** Where and how many synthetic participants join. */
export interface LoadPlan {
  /** Of the deployment, `http://...`. */
  readonly url: string;
  readonly secret: string;
  /** Each publishes, and receives from every other. */
  readonly participants: number;
}

/** What the load process is asked to do; one answer comes for each. */
export type LoadCommand =
  | { readonly name: 'join'; readonly plan: LoadPlan }
  /** How much faster than a camera everybody sends from now on; 0 stops. */
  | { readonly name: 'send'; readonly speed: number }
  | { readonly name: 'measure'; readonly milliseconds: number }
  | { readonly name: 'leave' };

/** What the receivers saw in one window of time. */
export interface LoadFigures {
  readonly milliseconds: number;
  /** By all publishers together. */
  readonly packetsSent: number;
  /** By all receivers together. */
  readonly packetsReceived: number;
  readonly bytesReceived: number;
  /** Received packets that no publisher sent like this; must be 0. */
  readonly packetsUnknown: number;
  /** Packets of the sample that was decrypted, and how many of these were authentic; must be equal. */
  readonly packetsSampled: number;
  readonly packetsAuthentic: number;
  /** From a publisher's send call to a receiver's socket, ms: shares 0.5, 0.95 and 0.99. */
  readonly delays: readonly [number, number, number];
}

/** From the token to what comes first, of every participant or subscription, ms. */
export interface JoinFigures {
  /** From the request for a token to the answer of joinRoom. */
  readonly joins: readonly number[];
  /** From the offer to receive to the first packet of video. */
  readonly firstPackets: readonly number[];
}

/** The answer to a {@link LoadCommand}. */
export type LoadAnswer =
  | { readonly figures: LoadFigures }
  | { readonly joined: JoinFigures }
  | { readonly done: true }
  | { readonly error: string };
