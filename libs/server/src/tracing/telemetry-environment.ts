import { Type } from 'class-transformer';
import { IsNumber, IsOptional, IsUrl, Max, Min } from 'class-validator';
import { CloudWatchEnvironment } from '../metrics/cloudwatch-environment';

/**
 * The part of a service's configuration that says where figures and traces go. Headers for the collector are the exporter's own
 * affair (OTEL_EXPORTER_OTLP_HEADERS).
 */
export abstract class TelemetryEnvironment extends CloudWatchEnvironment {
  /** Where an OpenTelemetry collector takes traces (OTLP over HTTP; `/v1/traces` is added). Not set: none are written. */
  @IsOptional()
  @IsUrl({ require_tld: false, require_protocol: true, protocols: ['http', 'https'] })
  readonly OTEL_EXPORTER_OTLP_ENDPOINT?: string;

  /** The share of traces that are written of those that begin here, 0 to 1. A trace that began elsewhere is written as there. */
  @Type(() => Number)
  @IsNumber()
  @Min(0)
  @Max(1)
  readonly OTEL_TRACES_SAMPLER_ARG: number = 1;
}
