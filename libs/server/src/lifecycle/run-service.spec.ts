import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const library = JSON.stringify(join(__dirname, '../index.ts'));

/** How long a test waits for a line before it fails, ms. */
const PATIENCE = 15_000;

/** A service in a process of its own: `start` is the source of the function that opens it. */
class Service {
  readonly child: ChildProcess;
  readonly ended: Promise<number | NodeJS.Signals | null>;
  private text = '';

  constructor(start: string) {
    const program = `
      const { ConfigurationError, createLogger, runService } = require(${library});
      const logger = createLogger('kitchen');
      void runService(logger, ${start});`;
    const stdio = ['ignore', 'pipe', 'inherit', 'ipc'] as const;
    this.child = spawn(process.execPath, ['--require', 'tsx/cjs', '-e', program], { stdio: [...stdio] });
    const output = this.child.stdout!;
    output.on('data', (chunk: Buffer) => (this.text += chunk.toString()));
    // Not the event `close`, which Node does not send once the channel was closed from this side.
    this.ended = Promise.all([once(this.child, 'exit'), once(output, 'close')]).then(
      ([[code, signal]]) => (signal ?? code) as number | NodeJS.Signals | null,
    );
  }

  lines(): Record<string, unknown>[] {
    return this.text
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  }

  /** Waits until it has logged an event. */
  async logged(event: string): Promise<void> {
    const deadline = Date.now() + PATIENCE;
    while (!this.lines().some((line) => line.event === event)) {
      if (Date.now() > deadline) throw new Error(`${event} was never logged: ${this.text}`);
      await pause(20);
    }
  }
}

/** Opens a timer, which alone keeps the process alive, and says when it is closed. */
const WELL = `async () => {
  const timer = setInterval(() => undefined, 1000);
  setImmediate(() => logger.info('kitchen.open'));
  return { close: async () => { clearInterval(timer); logger.info('kitchen.closed'); } };
}`;

/** Is empty when it is told so over the channel. */
const DRAINING = `async () => {
  const timer = setInterval(() => undefined, 1000);
  const drained = new Promise((resolve) => process.once('message', resolve));
  setImmediate(() => logger.info('kitchen.open'));
  return {
    drained,
    drain: async () => { logger.info('kitchen.draining'); return drained; },
    close: async () => { clearInterval(timer); logger.info('kitchen.closed'); },
  };
}`;

describe('runService', () => {
  let service: Service;

  afterEach(async () => {
    service.child.kill('SIGKILL');
    await service.ended;
  });

  it.each(['SIGTERM', 'SIGINT'] as const)('closes the service on %s and ends with 0', async (signal) => {
    service = new Service(WELL);
    await service.logged('kitchen.open');
    service.child.kill(signal);
    expect(await service.ended).toBe(0);
    expect(service.lines().map(({ event }) => event)).toEqual(['kitchen.open', 'service.closing', 'kitchen.closed']);
    expect(service.lines()[1]).toMatchObject({ reason: signal });
  });

  it('closes the service when the process that started it went while the service was opening', async () => {
    service = new Service(`async () => {
      const timer = setInterval(() => undefined, 1000);
      logger.info('kitchen.opening');
      await new Promise((resolve) => process.once('disconnect', () => setImmediate(resolve)));
      return { close: async () => clearInterval(timer) };
    }`);
    await service.logged('kitchen.opening');
    service.child.disconnect();
    expect(await service.ended).toBe(0);
  });

  it('closes the service when the process that started it is gone', async () => {
    service = new Service(WELL);
    await service.logged('kitchen.open');
    service.child.disconnect();
    expect(await service.ended).toBe(0);
    expect(service.lines().map(({ event }) => event)).toContain('kitchen.closed');
  });

  it('closes the service once, however often it is told', async () => {
    service = new Service(WELL.replace('clearInterval(timer);', `await new Promise((r) => setTimeout(r, 300));`));
    await service.logged('kitchen.open');
    service.child.kill('SIGTERM');
    await service.logged('service.closing');
    service.child.kill('SIGINT');
    expect(await service.ended).toBe(0);
    expect(service.lines().filter(({ event }) => event === 'kitchen.closed')).toHaveLength(1);
  });

  it('drains a service that can be drained on SIGTERM, then closes it', async () => {
    service = new Service(DRAINING);
    await service.logged('kitchen.open');
    service.child.kill('SIGTERM');
    await service.logged('kitchen.draining');
    service.child.send('empty');
    expect(await service.ended).toBe(0);
    expect(service.lines().map(({ event }) => event)).toEqual([
      'kitchen.open',
      'service.draining',
      'kitchen.draining',
      'service.closing',
      'kitchen.closed',
    ]);
  });

  it.each([
    ['SIGINT', ({ child }: Service) => child.kill('SIGINT')],
    ['a second SIGTERM', ({ child }: Service) => child.kill('SIGTERM')],
    ['the end of the process that started it', ({ child }: Service) => child.disconnect()],
  ])('does not wait for a service that drains after %s', async (_what, act) => {
    service = new Service(DRAINING);
    await service.logged('kitchen.open');
    service.child.kill('SIGTERM');
    await service.logged('kitchen.draining');
    act(service);
    expect(await service.ended).toBe(0);
    expect(service.lines().at(-1)).toMatchObject({ event: 'kitchen.closed' });
  });

  it('closes a service on SIGINT without draining it', async () => {
    service = new Service(DRAINING);
    await service.logged('kitchen.open');
    service.child.kill('SIGINT');
    expect(await service.ended).toBe(0);
    expect(service.lines().map(({ event }) => event)).not.toContain('kitchen.draining');
  });

  it('closes a service that has no work left, and one whose draining failed', async () => {
    service = new Service(DRAINING);
    await service.logged('kitchen.open');
    service.child.send('empty');
    expect(await service.ended).toBe(0);
    service = new Service(DRAINING.replace('return drained;', `throw new Error('stuck');`));
    await service.logged('kitchen.open');
    service.child.kill('SIGTERM');
    expect(await service.ended).toBe(0);
    expect(service.lines().map(({ event }) => event)).toContain('service.drain-failed');
  });

  it('tells a wrong configuration in one line without a stack and ends with 1', async () => {
    service = new Service(`async () => { throw new ConfigurationError(['A is missing', 'B is wrong']); }`);
    expect(await service.ended).toBe(1);
    expect(service.lines()).toEqual([
      expect.objectContaining({
        level: 'error',
        event: 'service.start-failed',
        message: expect.stringContaining('A is missing; B is wrong'),
      }),
    ]);
    expect(service.lines()[0]).not.toHaveProperty('error');
  });

  it('tells any other failed start with its stack and ends with 1', async () => {
    service = new Service(`async () => { throw new TypeError('no gas'); }`);
    expect(await service.ended).toBe(1);
    expect(service.lines()).toEqual([
      expect.objectContaining({ event: 'service.start-failed', error: expect.objectContaining({ message: 'no gas' }) }),
    ]);
  });

  it('ends with 1 when the service cannot be closed', async () => {
    service = new Service(WELL.replace('clearInterval(timer);', `throw new Error('jammed');`));
    await service.logged('kitchen.open');
    service.child.kill('SIGTERM');
    expect(await service.ended).toBe(1);
    expect(service.lines().at(-1)).toMatchObject({ event: 'service.close-failed', error: { message: 'jammed' } });
  });

  it('does not wait for ever for a service that never closes', async () => {
    service = new Service(WELL.replace('clearInterval(timer);', 'await new Promise(() => undefined);'));
    await service.logged('kitchen.open');
    service.child.kill('SIGTERM');
    expect(await service.ended).toBe(1);
    expect(service.lines().at(-1)).toMatchObject({ level: 'warn', event: 'service.close-timed-out' });
  });
});
