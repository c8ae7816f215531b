import { Controller, Get, HttpStatus, Res } from '@nestjs/common';
import type { Response } from 'express';
import { WorkerHealthSource, type WorkerHealth } from './worker-health';

/** For operators and balancers. */
@Controller('health')
export class HealthController {
  constructor(private readonly health: WorkerHealthSource) {}

  /** 200 as long as the process answers at all. */
  @Get('live')
  live(): WorkerHealth {
    return this.health.read();
  }

  /** 200 when frames are taken and their results reach the api, else 503. */
  @Get('ready')
  ready(@Res({ passthrough: true }) response: Response): WorkerHealth {
    const health = this.health.read();
    if (health.status !== 'ready') response.status(HttpStatus.SERVICE_UNAVAILABLE);
    return health;
  }
}
