import { LEVEL_SERIES, NETWORK_INPUT_NAMES } from '../../../../libs/recognition/src/motion/models/network-inputs';
import type { StepJudge } from '../../../../libs/recognition/src/motion/models/step-judgement';
import { NETWORK_OUTPUTS, parseNetwork } from '../../../../libs/recognition/src/motion/models/trained-network';
import { startBackend } from '../../../../apps/ai-worker/src/vision/backend';
import type { Random } from '../../generator/random';
import type { LabelledSequence } from '../../sequences/labelled-sequence';
import { temperatureFor, type HeldScores } from '../calibrate';
import { judgementsOf } from '../judgements';
import { weightOf } from '../set-weights';
import { targetsAt } from '../step-targets';
import type { SplitSequences } from '../train-heads';
import { levelScalesOf } from './level-scales';
import { examplesOf } from './network-examples';
import { NETWORK, trainNetwork, type NetworkSettings } from './network-trainer';

type Question = (typeof NETWORK_OUTPUTS)[number]['question'];

const UNCALIBRATED: Readonly<Record<Question, number>> = { mouth: 1, holding: 1, contact: 1 };

const LEAST_PROBABILITY = 1e-9;

/**
 * Trains a causal network that answers all questions. It takes native TensorFlow: WebAssembly has no gradients.
 * @param log told how it goes, one line each
 * @returns the `network` of a model
 * @throws Error that says how to get native TensorFlow, where there is none
 */
export async function trainNetworkModel(
  { trained, calibrated }: SplitSequences,
  random: Random,
  log: (line: string) => void,
  settings: NetworkSettings = NETWORK,
): Promise<Record<string, unknown>> {
  const { note } = await startBackend('tfjs-node');
  const examples = examplesOf(trained);
  const steps = examples.reduce((sum, { measured }) => sum + measured.at.length, 0);
  log(`${examples.length} sequences, ${steps} steps, ${LEVEL_SERIES.length} levels; ${note}`);
  const scales = levelScalesOf(examples.map(({ measured }) => measured));
  const layers = trainNetwork(examples, scales, random, settings, log);
  const network = { inputs: NETWORK_INPUT_NAMES, ...scales, ...layers };
  const judge = parseNetwork({ ...network, temperatures: UNCALIBRATED });
  const temperatures = temperaturesOf(judge, calibrated);
  log(`temperatures ${JSON.stringify(temperatures)}`);
  return { ...network, temperatures };
}

/** Sources that were not trained on tell how much too sure a network is. */
function temperaturesOf(judge: StepJudge, calibrated: readonly LabelledSequence[]): Readonly<Record<Question, number>> {
  const judged = calibrated.map((sequence) => ({ sequence, judgements: judgementsOf(judge, sequence) }));
  const temperatureOf = (question: Question, classes: readonly string[]): number => {
    const held = { scores: [] as number[][], targets: [] as number[], weights: [] as number[] } satisfies HeldScores;
    for (const { sequence, judgements } of judged) {
      const weight = weightOf(question, sequence);
      if (weight === 0) continue;
      for (const { at, judgement } of judgements) {
        const target = targetsAt(sequence, at)[question];
        const said: Readonly<Record<string, number>> | null = judgement[question];
        if (target === null || !said) continue;
        // At temperature 1 the logarithms of probabilities are scores.
        held.scores.push(classes.map((name) => Math.log(Math.max(said[name] ?? 0, LEAST_PROBABILITY))));
        held.targets.push(target);
        held.weights.push(weight);
      }
    }
    return temperatureFor(held);
  };
  const [mouth, holding, contact] = NETWORK_OUTPUTS.map(({ question, classes }) => temperatureOf(question, classes));
  return { mouth: mouth ?? 1, holding: holding ?? 1, contact: contact ?? 1 };
}
