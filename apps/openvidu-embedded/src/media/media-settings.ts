import type { Logger } from '@bapsang/server';
import type { MediaStatistics } from './media-statistics';

/** UDP ports, both ends included. */
export interface PortRange {
  /** 1 to 65535. */
  readonly min: number;
  /** At least `min`, at most 65535. */
  readonly max: number;
}

/** Where and how a deployment sends and receives media. */
export interface MediaSettings {
  /** The IPv4 address of this machine to which every UDP socket is bound. */
  readonly mediaAddress: string;
  /**
   * The IPv4 address that browsers are told instead, for a machine behind a one-to-one NAT that keeps ports (an EC2
   * instance); without it they are told `mediaAddress`.
   */
  readonly publicMediaAddress?: string;
  /** The UDP ports that may be used, one for each peer connection; without it the system chooses. */
  readonly ports?: PortRange;
  readonly logger: Logger;
}

/** What every peer connection of a deployment shares. */
export interface MediaContext extends MediaSettings {
  readonly statistics: MediaStatistics;
}
