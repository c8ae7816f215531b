import { Controller, Get, Res } from '@nestjs/common';
import type { Response } from 'express';
import { WorkerMetrics } from './worker-metrics';

/** For Prometheus and what understands its format. */
@Controller('metrics')
export class MetricsController {
  constructor(private readonly metrics: WorkerMetrics) {}

  /** All figures of the worker. They name no participants and no meals. */
  @Get()
  async read(@Res() response: Response): Promise<void> {
    const text = await this.metrics.text();
    response.type(this.metrics.contentType).send(text);
  }
}
