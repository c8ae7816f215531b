import { type ReadonlySignal, signal } from '@preact/signals';

/** How much is in the battery: `low` below a fifth, `empty` below a tenth, `fine` also while charging or where nobody knows. */
export type BatteryLevel = 'fine' | 'low' | 'empty';

/** What is needed of a `BatteryManager`. */
export interface BatteryState {
  readonly charging: boolean;
  /** 0 to 1. */
  readonly level: number;
  addEventListener(type: 'levelchange' | 'chargingchange', listener: () => void): void;
  removeEventListener(type: 'levelchange' | 'chargingchange', listener: () => void): void;
}

/** What is needed of `navigator`; Firefox and Safari have no `getBattery`. */
export interface BatteryAccess {
  readonly getBattery?: () => Promise<BatteryState>;
}

const LOW = 0.2;
const EMPTY = 0.1;
const EVENTS = ['levelchange', 'chargingchange'] as const;

/** The battery of the device, where the browser tells. */
export class Battery {
  readonly #level = signal<BatteryLevel>('fine');
  #state: BatteryState | undefined;
  #closed = false;

  constructor(access: BatteryAccess) {
    // Refused where the page's permissions policy forbids it: then nobody knows.
    access.getBattery?.().then(this.#follow, () => undefined);
  }

  get level(): ReadonlySignal<BatteryLevel> {
    return this.#level;
  }

  close(): void {
    this.#closed = true;
    for (const event of EVENTS) this.#state?.removeEventListener(event, this.#read);
  }

  readonly #follow = (state: BatteryState): void => {
    if (this.#closed) return;
    this.#state = state;
    for (const event of EVENTS) state.addEventListener(event, this.#read);
    this.#read();
  };

  readonly #read = (): void => {
    const { charging = true, level = 1 } = this.#state ?? {};
    this.#level.value = charging || level >= LOW ? 'fine' : level >= EMPTY ? 'low' : 'empty';
  };
}
