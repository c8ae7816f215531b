import { type ReadonlySignal, signal } from '@preact/signals';

/** What the browser says of the network: `poor` also where the person saves data, `fine` also where nobody knows. */
export type NetworkLevel = 'fine' | 'slow' | 'poor';

/** What is needed of a `NetworkInformation`; browsers lack one part or another. */
export interface ConnectionState {
  readonly saveData?: boolean;
  readonly effectiveType?: string;
  /** Mbit a second. */
  readonly downlink?: number;
  addEventListener(type: 'change', listener: () => void): void;
  removeEventListener(type: 'change', listener: () => void): void;
}

/** What is needed of `navigator`; Firefox and Safari have no `connection`. */
export interface ConnectionAccess {
  readonly connection?: ConnectionState;
}

/** All video of a table comes over the same link; with less than this, Mbit a second, every byte counts. */
const LEAST_DOWNLINK = 0.4;

/** The network, as far as the browser knows; how the frames fare tells the rest. */
export class NetworkQuality {
  readonly #connection: ConnectionState | undefined;
  readonly #level = signal<NetworkLevel>('fine');

  constructor({ connection }: ConnectionAccess) {
    this.#connection = connection;
    connection?.addEventListener('change', this.#read);
    this.#read();
  }

  get level(): ReadonlySignal<NetworkLevel> {
    return this.#level;
  }

  close(): void {
    this.#connection?.removeEventListener('change', this.#read);
  }

  readonly #read = (): void => {
    if (this.#connection) this.#level.value = levelOf(this.#connection);
  };
}

function levelOf({ saveData = false, effectiveType = '4g', downlink = Infinity }: ConnectionState): NetworkLevel {
  if (saveData || effectiveType.endsWith('2g') || downlink < LEAST_DOWNLINK) return 'poor';
  return effectiveType === '3g' ? 'slow' : 'fine';
}
