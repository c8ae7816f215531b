import { Type } from 'class-transformer';
import { IsNumber, Matches, Max, Min } from 'class-validator';
import { TelemetryEnvironment } from '../tracing/telemetry-environment';
import { TRUSTED_PROXIES_FORM } from './client-addresses';

/** The configuration of every server at whose door strangers knock. */
export abstract class PublicDoorEnvironment extends TelemetryEnvironment {
  /**
   * Proxies whose `X-Forwarded-For` is believed: addresses, networks (`10.0.0.0/8`) and the names `loopback`, `linklocal` and
   * `uniquelocal`, separated by commas. What anybody else says of where a request comes from does not matter.
   */
  @Matches(TRUSTED_PROXIES_FORM, {
    message:
      'TRUSTED_PROXIES must be addresses, networks such as 10.0.0.0/8, loopback, linklocal or uniquelocal, separated by commas',
  })
  readonly TRUSTED_PROXIES: string = 'loopback';

  /** All rate limits are multiplied by this; 0 switches them off. */
  @Type(() => Number)
  @IsNumber()
  @Min(0)
  @Max(1000)
  readonly RATE_LIMIT_FACTOR: number = 1;
}
