/** A message to participants. */
export interface Signal {
  readonly type?: string;
  readonly data?: string;
  /** The sender's connection id; nothing for the application's server. */
  readonly from?: string;
}
