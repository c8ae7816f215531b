import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { JoinFigures, LoadAnswer, LoadCommand, LoadFigures, LoadPlan } from './load-messages';

/** The process with the synthetic participants. One command at a time. */
export class Load {
  private readonly child: ChildProcess = fork(join(__dirname, 'load-process.ts'), { execArgv: ['--import', 'tsx'] });

  /** Of the process. */
  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** Lets everybody join, publish and receive from all others, one after the other; sending goes on. */
  async join(plan: LoadPlan): Promise<JoinFigures> {
    const answer = await this.execute({ name: 'join', plan });
    if ('joined' in answer) return answer.joined;
    throw new Error('The load process answered something else.');
  }

  /** @param speed how much faster than a camera everybody sends from now on */
  async send(speed: number): Promise<void> {
    await this.execute({ name: 'send', speed });
  }

  /** Counts for so long. */
  async measure(milliseconds: number): Promise<LoadFigures> {
    const answer = await this.execute({ name: 'measure', milliseconds });
    if ('figures' in answer) return answer.figures;
    throw new Error('The load process answered something else.');
  }

  /** Lets everybody leave and ends the process. */
  async close(): Promise<void> {
    if (this.child.exitCode !== null) return;
    await this.execute({ name: 'leave' }).catch(() => undefined);
    const exit = once(this.child, 'exit');
    this.child.kill();
    await exit;
  }

  private async execute(command: LoadCommand): Promise<LoadAnswer> {
    const stop = new AbortController();
    const { signal } = stop;
    this.child.send(command);
    const ended = once(this.child, 'exit', { signal }).then(() => ({ error: 'The load process ended.' }));
    const answered = once(this.child, 'message', { signal }) as Promise<[LoadAnswer]>;
    ended.catch(() => undefined);
    answered.catch(() => undefined);
    const answer = await Promise.race([answered.then(([message]) => message), ended]);
    stop.abort();
    if ('error' in answer) throw new Error(answer.error);
    return answer;
  }
}
