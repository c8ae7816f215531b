import { Controller, Get, Res } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { MetricsReader } from './metrics-reader';

/** The part of an Express response that is needed here. */
interface TextResponse {
  type(contentType: string): { send(text: string): unknown };
}

/** For Prometheus and what understands its format. */
@ApiTags('Operation')
@Controller('metrics')
export class MetricsController {
  constructor(private readonly metrics: MetricsReader) {}

  /** All figures of this instance, and of the fleet. They name no participants and no meals. */
  @Get()
  @ApiProduces('text/plain')
  @ApiOkResponse({ type: String })
  async read(@Res() response: TextResponse): Promise<void> {
    const registry = await this.metrics.read();
    response.type(registry.contentType).send(await registry.metrics());
  }
}
