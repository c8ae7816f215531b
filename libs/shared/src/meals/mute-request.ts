import { IsInt, IsString, Length, Min } from 'class-validator';

/**
 * The type of the OpenVidu signal that carries a {@link MuteRequestSignal}, with its prefix. The api sends it to the one
 * connection that is asked; a signal of this type that carries a `from` came from a participant and is ignored.
 */
export const MUTE_REQUEST_SIGNAL_TYPE = 'signal:mute-request';

/** The host asks one participant to mute, who accepts or declines: the JSON `data` of a `signal:mute-request`. */
export class MuteRequestSignal {
  /** Who is asked. */
  @IsString()
  @Length(1, 100)
  readonly participantId!: string;

  /** When the host asked, ms since the epoch by the api's clock. */
  @IsInt()
  @Min(0)
  readonly requestedAt!: number;
}
