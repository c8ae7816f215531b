import type { AddressInfo } from 'node:net';
import { ConfigurationError, Tracing, type Closable, type Logger } from '@bapsang/server';
import {
  assignCorrelationId,
  CORRELATION_ID_HEADER,
  HttpErrorFilter,
  limitRequests,
  NestLogger,
  traceRequests,
} from '@bapsang/server/nest';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { IoAdapter } from '@nestjs/platform-socket.io';
import helmet from 'helmet';
import { ApiModule } from './api-module';
import type { ApiEnvironment } from './configuration/api-environment';
import { DoorKeeper } from './doors/door-keeper';
import { logRequests } from './http/request-log';
import { ApiMetrics } from './metrics/api-metrics';
import { measureRequests } from './metrics/request-durations';
import { serveApiDocs } from './openapi/api-docs';
import { RedisSocketAdapter } from './recognition/workers/redis-socket-adapter';

/** The largest body of a request, bytes. */
export const BODY_LIMIT = 64 * 1024;

/** How long a request may take to arrive, ms. */
const REQUEST_TIMEOUT = 15_000;

/** How long requests under way may take to end when the api closes, ms. */
const CLOSING_GRACE = 1500;

/** Nothing that the api answers is a page: no browser shall run, frame or embed it. */
const API_HEADERS = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: { defaultSrc: ["'none'"], baseUri: ["'none'"], formAction: ["'none'"], frameAncestors: ["'none'"] },
  },
});

/** A running api. */
export interface Api extends Closable {
  /** Its address on this machine, without a slash at the end. */
  readonly url: string;
  readonly port: number;
}

function allowedOrigins(origins: string): string | string[] {
  return origins.trim() === '*' ? '*' : origins.split(',').map((origin) => origin.trim());
}

async function open(
  environment: Readonly<ApiEnvironment>,
  logger: Logger,
  tracing: Tracing,
): Promise<NestExpressApplication> {
  const application = await NestFactory.create<NestExpressApplication>(ApiModule.of(environment, logger, tracing), {
    bodyParser: false,
    abortOnError: false,
    logger: new NestLogger(logger),
  });
  application.useWebSocketAdapter(
    environment.REDIS_URL
      ? new RedisSocketAdapter(application, environment.REDIS_URL, logger)
      : new IoAdapter(application),
  );
  application.useGlobalFilters(new HttpErrorFilter(logger));
  application.use(
    assignCorrelationId,
    traceRequests(tracing),
    logRequests(logger),
    measureRequests(application.get(ApiMetrics)),
    API_HEADERS,
  );
  application.enableCors({
    origin: allowedOrigins(environment.CORS_ORIGINS),
    exposedHeaders: [CORRELATION_ID_HEADER],
    maxAge: 600,
  });
  const doors = application.get(DoorKeeper);
  application.set('trust proxy', environment.TRUSTED_PROXIES);
  application.use(limitRequests((request) => doors.request(request, request.path)));
  // No page of ours compresses a body, and a small one could unpack to a large one.
  application.useBodyParser('json', { limit: BODY_LIMIT, inflate: false });
  application.useBodyParser('urlencoded', { limit: BODY_LIMIT, extended: false, inflate: false });
  application.getHttpServer().requestTimeout = REQUEST_TIMEOUT;
  serveApiDocs(application);
  return application;
}

async function listen(application: NestExpressApplication, { API_PORT, API_HOST }: ApiEnvironment): Promise<number> {
  try {
    await application.listen(API_PORT, API_HOST);
  } catch (error) {
    await application.close();
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    throw new ConfigurationError([
      `API_PORT: port ${API_PORT} is taken by another program; end it or choose another port`,
    ]);
  }
  return (application.getHttpServer().address() as AddressInfo).port;
}

async function close(application: NestExpressApplication): Promise<void> {
  const timer = setTimeout(() => application.getHttpServer().closeAllConnections(), CLOSING_GRACE);
  try {
    // In this order: workers are hung up on, signals under way end, sockets close, then HTTP.
    await application.close();
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Starts the api. OpenVidu and the ai-workers need not be there yet: `GET /health/ready` tells.
 * @throws ConfigurationError where the port is taken
 */
export async function startApi(environment: Readonly<ApiEnvironment>, logger: Logger): Promise<Api> {
  const tracing = await Tracing.open('api', environment, logger);
  const application = await open(environment, logger, tracing);
  const port = await listen(application, environment);
  const url = `http://${environment.API_HOST.includes(':') ? `[${environment.API_HOST}]` : environment.API_HOST}:${port}`;
  logger.info('api.listening', { url });
  let closed: Promise<void> | undefined;
  return { url, port, close: () => (closed ??= close(application).finally(() => tracing.close())) };
}
