import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { withDeadline } from '@bapsang/server';
import type { DeploymentAnswer, DeploymentRequest } from './deployment-messages';
import type { LossCounts, LossDirections } from './lossy-sockets';

const ANSWER_DEADLINE = 30_000;

/** An embedded deployment in a process of its own, whose media sockets lose packets as they are told to. */
export class LossyDeployment {
  private constructor(
    private readonly child: ChildProcess,
    /** Where browsers reach it. */
    readonly url: string,
  ) {}

  /**
   * @param seed which packets are lost
   * @param isPatched whether the repairs of the media library are left in
   */
  static async start(seed: number, isPatched: boolean): Promise<LossyDeployment> {
    const child = fork(path.join(__dirname, 'deployment-process.ts'));
    try {
      const { url } = await ask(child, { type: 'start', seed, isPatched }, 'started');
      return new LossyDeployment(child, url);
    } catch (error) {
      child.kill('SIGKILL');
      throw error;
    }
  }

  /** Loses packets from now on; counting begins anew. */
  async inject(loss: LossDirections): Promise<void> {
    await ask(this.child, { type: 'inject', loss }, 'injected');
  }

  /** What was sent, received and lost since loss is injected. */
  async count(): Promise<LossCounts> {
    return (await ask(this.child, { type: 'count' }, 'counted')).counts;
  }

  /** Ends the deployment and its process. */
  async close(): Promise<void> {
    const exited = once(this.child, 'exit');
    try {
      await ask(this.child, { type: 'close' }, 'closed');
      await withDeadline(exited, ANSWER_DEADLINE, "The end of the deployment's process");
    } finally {
      this.child.kill('SIGKILL');
    }
  }
}

async function ask<Type extends DeploymentAnswer['type']>(
  child: ChildProcess,
  request: DeploymentRequest,
  type: Type,
): Promise<Extract<DeploymentAnswer, { type: Type }>> {
  const answered = once(child, 'message');
  child.send(request);
  const waiting = withDeadline(answered, ANSWER_DEADLINE, `The deployment's answer to '${request.type}'`);
  const [answer] = (await waiting) as [DeploymentAnswer];
  if (answer.type === 'failed') throw new Error(`The deployment failed to ${request.type}: ${answer.reason}`);
  if (answer.type !== type) throw new Error(`The deployment answered '${answer.type}' to '${request.type}'.`);
  return answer as Extract<DeploymentAnswer, { type: Type }>;
}
