import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsInt, IsString, Length, Min, ValidateNested } from 'class-validator';
import { SeenMotion } from './seen-motion';

/** A change or an event that the participant's own browser recognised. */
export class DeviceMotionReport extends SeenMotion {
  /** Grows with every report on a connection; the api takes each at most once. */
  @IsInt()
  @Min(1)
  readonly sequence!: number;

  /** The motion model that saw it, as `name@version`. */
  @IsString()
  @Length(1, 100)
  readonly model!: string;
}

/** The most reports in one {@link DeviceMotions}. */
export const DEVICE_MOTIONS_MAX_BATCH = 10;

/** How many {@link DeviceMotions} a participant may send, a second; more are refused with `too_many_requests`. */
export const DEVICE_MOTIONS_PER_SECOND = 5;

/** A report whose frame was taken longer ago than this when it is sent is refused, ms. */
export const DEVICE_MOTIONS_MAX_AGE = 60_000;

/** How often a browser that has nothing new sends an empty {@link DeviceMotions}, ms. */
export const DEVICE_MOTIONS_INTERVAL = 2000;

/**
 * Body of `POST /api/meals/:mealId/participants/:participantId/motions`, for who chose recognition on the device; the rejoin
 * key is the bearer token. Without any report it says that the browser still looks and nothing has changed.
 */
export class DeviceMotions {
  /** When it is sent, ms since the epoch by the browser's clock, by which all moments in it are. */
  @IsInt()
  @Min(0)
  readonly sentAt!: number;

  /** In the order of their sequence; sent again until they are taken. */
  @IsArray()
  @ArrayMaxSize(DEVICE_MOTIONS_MAX_BATCH)
  @ValidateNested({ each: true })
  @Type(() => DeviceMotionReport)
  readonly reports!: readonly DeviceMotionReport[];
}
