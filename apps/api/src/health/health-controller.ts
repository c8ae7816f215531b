import { Controller, Get, Res } from '@nestjs/common';
import { ApiOkResponse, ApiServiceUnavailableResponse, ApiTags } from '@nestjs/swagger';
import { IsBoolean, IsIn } from 'class-validator';
import { ApiEnvironment } from '../configuration/api-environment';
import { OpenViduDeployment } from '../openvidu/openvidu-deployment';
import { WorkerRegistry } from '../recognition/dispatch/worker-registry';
import { SharedState } from '../state/shared-state';

/** What the api needs to do its work. */
export const NEEDS = ['openvidu', 'redis', 'worker'] as const;

/** One of {@link NEEDS}. */
export type Need = (typeof NEEDS)[number];

/** Answer of `GET /health/live`. */
export class Liveness {
  @IsBoolean()
  readonly live!: true;
}

/** Answer of `GET /health/ready`, with status 200 or 503. */
export class Readiness {
  @IsBoolean()
  readonly ready!: boolean;

  /** What is not there: OpenVidu or Redis does not answer, or no ai-worker is registered although recognition is on. */
  @IsIn(NEEDS, { each: true })
  readonly missing!: readonly Need[];
}

/** The part of an Express response that is needed here. */
interface StatusResponse {
  status(code: number): { json(body: object): unknown };
}

/** For whoever starts, watches and balances the api. */
@ApiTags('Operation')
@Controller('health')
export class HealthController {
  constructor(
    private readonly environment: ApiEnvironment,
    private readonly openvidu: OpenViduDeployment,
    private readonly state: SharedState,
    private readonly workers: WorkerRegistry,
  ) {}

  /** Whether the process answers at all. */
  @Get('live')
  @ApiOkResponse({ type: Liveness })
  live(): Liveness {
    return { live: true };
  }

  /** Whether a meal can be held now. */
  @Get('ready')
  @ApiOkResponse({ type: Readiness })
  @ApiServiceUnavailableResponse({ type: Readiness })
  async ready(@Res() response: StatusResponse): Promise<void> {
    const readiness = await this.#readiness();
    response.status(readiness.ready ? 200 : 503).json(readiness);
  }

  async #readiness(): Promise<Readiness> {
    const missing: Need[] = [];
    if (!(await this.openvidu.answers())) missing.push('openvidu');
    if (!(await this.state.reachable())) missing.push('redis');
    else if (this.environment.RECOGNITION === 'on' && !(await this.#hasWorker())) missing.push('worker');
    return { ready: missing.length === 0, missing };
  }

  async #hasWorker(): Promise<boolean> {
    try {
      return (await this.workers.workers()).length > 0;
    } catch {
      return false;
    }
  }
}
