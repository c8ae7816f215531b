import { Controller, Get, Res } from '@nestjs/common';
import { MetricsReader } from './metrics-reader';

/** The part of an Express response that is needed here. */
interface TextResponse {
  type(contentType: string): { send(text: string): unknown };
}

/** For Prometheus and what understands its format. */
@Controller('metrics')
export class MetricsController {
  constructor(private readonly metrics: MetricsReader) {}

  /** All figures of this instance, and of the fleet. They name no participants and no meals. */
  @Get()
  async read(@Res() response: TextResponse): Promise<void> {
    const registry = await this.metrics.read();
    response.type(registry.contentType).send(await registry.metrics());
  }
}
