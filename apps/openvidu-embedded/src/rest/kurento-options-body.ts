import { IsArray, IsNumber, IsOptional, IsString, Min } from 'class-validator';

/** `kurentoOptions` in the body of a connection, bandwidths in kbit/s; kept and reported, never used. */
export class KurentoOptionsBody {
  @Min(0)
  @IsNumber()
  @IsOptional()
  readonly videoMaxRecvBandwidth?: number;

  @Min(0)
  @IsNumber()
  @IsOptional()
  readonly videoMinRecvBandwidth?: number;

  @Min(0)
  @IsNumber()
  @IsOptional()
  readonly videoMaxSendBandwidth?: number;

  @Min(0)
  @IsNumber()
  @IsOptional()
  readonly videoMinSendBandwidth?: number;

  @IsString({ each: true })
  @IsArray()
  @IsOptional()
  readonly allowedFilters?: string[];
}
