import fc from 'fast-check';
import { modelCommands } from '../../apps/openvidu-embedded/src/testing/session-model-commands';
import { SessionModelRun, type ModelTally } from '../../apps/openvidu-embedded/src/testing/session-model-run';
import { createModelTarget } from '../../apps/openvidu-embedded/src/testing/session-model-target';
import type { DeploymentProcess } from './deployment-process';
import { race } from './race';

/** What a churn does. */
export interface ChurnOptions {
  readonly rounds: number;
  /** The same seed does the same. */
  readonly seed: number;
  /** The most commands of one round. */
  readonly length: number;
}

/** What came of it. */
export interface ChurnReport {
  /** How often each sort of step was taken. */
  readonly tally: ModelTally;
  /** Round and message of each disagreement with the model. */
  readonly failures: string[];
}

/** The commands of one round. */
export function commandsOfRound({ seed, length }: ChurnOptions, round: number): ReturnType<typeof sample> {
  return sample(length, seed * 1_000_003 + round);
}

function sample(length: number, seed: number): Parameters<SessionModelRun['run']>[0] {
  return fc.sample(modelCommands(length), { seed, numRuns: 1 })[0] ?? [];
}

/** Runs rounds of random commands, each checked against the model of the protocol after every step. */
export async function churn(deployment: DeploymentProcess, options: ChurnOptions): Promise<ChurnReport> {
  const target = await createModelTarget(deployment.url, deployment.authorization);
  const tally: ModelTally = new Map();
  const failures: string[] = [];
  for (let round = 0; round < options.rounds && deployment.isAlive; round++) {
    try {
      await new SessionModelRun(target, tally).run(commandsOfRound(options, round));
    } catch (error) {
      failures.push(`round ${round}: ${error instanceof Error ? error.message : String(error)}`);
      await Promise.all([...new Set(['model-a', 'model-b'])].map((id) => target.call('DELETE', `/sessions/${id}`)));
    }
  }
  return { tally, failures };
}

/** Runs races: everybody acts at once, and afterwards everybody must believe what the list of sessions says. */
export async function churnAtOnce(deployment: DeploymentProcess, races: number, seed: number): Promise<string[]> {
  const target = await createModelTarget(deployment.url, deployment.authorization);
  const failures: string[] = [];
  for (let round = 0; round < races && deployment.isAlive; round++) {
    await race(target, `race-${round}`, seed * 1_000_003 + round).catch((error: unknown) => {
      failures.push(`race ${round}: ${error instanceof Error ? error.message : String(error)}`);
    });
  }
  return failures;
}
