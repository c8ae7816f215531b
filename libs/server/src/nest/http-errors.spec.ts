import { ApplicationError, ErrorBody, parse } from '@bapsang/shared';
import { Body, Controller, Get, ImATeapotException, Module, Post, Query, type INestApplication } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { IsInt, IsString, Min } from 'class-validator';
import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import type { Logger, LogFields } from '../logging/logger';
import { ContractPipe } from './contract-pipe';
import { assignCorrelationId, CORRELATION_ID_HEADER } from './correlation-id';
import { HttpErrorFilter } from './http-error-filter';
import { NestLogger } from './nest-logger';

class Order {
  @IsString()
  readonly dish!: string;

  @IsInt()
  @Min(1)
  readonly portions!: number;
}

@Controller()
class KitchenController {
  @Post('orders')
  order(@Body(new ContractPipe(Order)) order: Order): object {
    return { order, instance: order instanceof Order };
  }

  @Get('orders')
  search(@Query(new ContractPipe(Order)) order: Order): Order {
    return order;
  }

  @Get('empty')
  empty(): never {
    throw new ApplicationError('not_ready', 'The kitchen is closed.', { details: ['opens at six'] });
  }

  @Get('burnt')
  burnt(): never {
    throw new TypeError('secret recipe');
  }

  @Get('teapot')
  teapot(): never {
    throw new ImATeapotException('short and stout');
  }

  @Get('text')
  text(): never {
    // Libraries throw such things.
    // eslint-disable-next-line @typescript-eslint/only-throw-error
    throw 'secret recipe';
  }
}

@Module({ controllers: [KitchenController] })
class KitchenModule {}

/** A logger that remembers. */
class RememberingLogger implements Logger {
  readonly lines: { readonly level: string; readonly event: string; readonly fields: LogFields }[] = [];
  readonly debug = this.at('debug');
  readonly info = this.at('info');
  readonly warn = this.at('warn');
  readonly error = this.at('error');

  private at(level: string): (event: string, fields?: LogFields) => void {
    return (event, fields = {}) => this.lines.push({ level, event, fields });
  }
}

describe('HTTP errors of a NestJS app', () => {
  const logger = new RememberingLogger();
  let app: INestApplication<Server>;
  let address: string;

  beforeAll(async () => {
    app = await NestFactory.create(KitchenModule, { logger: new NestLogger(logger) });
    app.use(assignCorrelationId);
    app.useGlobalFilters(new HttpErrorFilter(logger));
    await app.listen(0, '127.0.0.1');
    address = `http://127.0.0.1:${(app.getHttpServer().address() as AddressInfo).port}`;
  });

  beforeEach(() => logger.lines.splice(0));

  afterAll(() => app.close());

  /** Sends a request, expects a failure, and checks its form. */
  async function failure(path: string, options: RequestInit = {}): Promise<ErrorBody> {
    const response = await fetch(`${address}${path}`, options);
    const body = parse(ErrorBody, await response.json());
    expect(response.status).toBe(body.status);
    expect(response.headers.get(CORRELATION_ID_HEADER)).toBe(body.correlationId);
    return body;
  }

  function post(body: string, headers: Record<string, string> = {}): RequestInit {
    return { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } };
  }

  it('hands a body over as an instance of its contract', async () => {
    const response = await fetch(`${address}/orders`, post('{"dish":"rice","portions":2,"price":1}'));
    expect(await response.json()).toEqual({ order: { dish: 'rice', portions: 2 }, instance: true });
  });

  it('answers a wrong body with every fault', async () => {
    const body = await failure('/orders', post('{"portions":0}'));
    expect(body).toMatchObject({ code: 'invalid_request', status: 400, retryable: false });
    expect([...(body.details ?? [])].sort()).toEqual(['dish must be a string', 'portions must not be less than 1']);
  });

  it.each([
    ['no body', { method: 'POST' }],
    ['no JSON', post('{"dish":')],
    ['a list', post('[]')],
    ['text', post('rice', { 'content-type': 'text/plain' })],
  ])('answers a request with %s as invalid', async (_what, options) => {
    expect(await failure('/orders', options)).toMatchObject({ code: 'invalid_request', status: 400 });
  });

  it('answers a body that is too large as such', async () => {
    expect(await failure('/orders', post(JSON.stringify({ dish: 'x'.repeat(200_000) })))).toMatchObject({
      code: 'payload_too_large',
      status: 413,
    });
  });

  it('checks a query like a body', async () => {
    expect(await failure('/orders?dish=rice')).toMatchObject({ code: 'invalid_request' });
  });

  it('answers our own errors as they are', async () => {
    expect(await failure('/empty')).toMatchObject({
      code: 'not_ready',
      status: 503,
      message: 'The kitchen is closed.',
      retryable: true,
      details: ['opens at six'],
    });
  });

  it('keeps the meaning of what the framework refuses', async () => {
    expect(await failure('/nowhere')).toMatchObject({ code: 'not_found', status: 404 });
    expect(await failure('/teapot')).toMatchObject({ code: 'invalid_request', status: 400 });
  });

  it.each(['/burnt', '/text'])('shows nothing of what was not expected, and logs it: %s', async (path) => {
    const body = await failure(path);
    expect(body).toMatchObject({ code: 'internal_error', status: 500, retryable: true });
    expect(JSON.stringify(body)).not.toContain('secret recipe');
    const [line] = logger.lines;
    expect(line).toMatchObject({
      level: 'error',
      event: 'request.failed',
      fields: { route: path, method: 'GET', correlationId: body.correlationId },
    });
    const { error } = line?.fields ?? {};
    expect(error instanceof Error ? error.message : error).toBe('secret recipe');
  });

  it('does not log what the client did wrong', async () => {
    await failure('/orders', post('{}'));
    await failure('/nowhere');
    expect(logger.lines.filter(({ level }) => level !== 'debug')).toEqual([]);
  });

  it('takes over a correlation id that is well-formed, and makes one otherwise', async () => {
    const given = async (id: string): Promise<string | undefined> =>
      (await failure('/empty', { headers: { [CORRELATION_ID_HEADER]: id } })).correlationId;
    expect(await given('meal-42_x')).toBe('meal-42_x');
    for (const malformed of ['a b', 'x'.repeat(65), '<script>', '{"a":1}', '']) {
      expect(await given(malformed)).toMatch(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/);
    }
    expect(await given('')).not.toBe(await given(''));
  });
});
