import { isMouthKnown } from '../features/mouth-features';
import { KEPT_STEPS, type Series, type StepWindow } from '../steps/step-window';
import { parseCausalNetwork, type CausalNetwork, type NetworkRun } from './causal-network';
import { softmax } from './classifier';
import { listAt, numberAt, numbersAt, objectAt } from './json-reading';
import { LEVEL_SERIES, NETWORK_INPUT_NAMES, networkInputs, type LevelScales } from './network-inputs';
import { INTAKE_CLASSES, MOUTH_CLASSES, type StepJudge } from './step-judgement';

/** The outputs of a network, question after question. */
export const NETWORK_OUTPUTS = [
  { question: 'mouth', from: 0, classes: MOUTH_CLASSES },
  { question: 'holding', from: MOUTH_CLASSES.length, classes: INTAKE_CLASSES },
  { question: 'contact', from: MOUTH_CLASSES.length + INTAKE_CLASSES.length, classes: INTAKE_CLASSES },
] as const;

/** How many outputs there are. */
export const NETWORK_OUTPUT_COUNT = MOUTH_CLASSES.length + 2 * INTAKE_CLASSES.length;

/** One of the questions. */
type Question = (typeof NETWORK_OUTPUTS)[number]['question'];

/**
 * Reads a causal network that answers all questions at once.
 * @param json `inputs`, `means`, `deviations`, `temperatures` by question, and what {@link parseCausalNetwork} reads
 * @throws Error that says what is wrong, for instance that it was trained on other inputs than these
 */
export function parseNetwork(json: unknown): StepJudge {
  const where = 'network';
  const { inputs, means, deviations, temperatures, ...layers } = objectAt(json, where);
  const trainedOn = listAt(inputs, `${where}.inputs`);
  const differs = NETWORK_INPUT_NAMES.some((name, index) => trainedOn[index] !== name);
  if (differs || trainedOn.length !== NETWORK_INPUT_NAMES.length) {
    throw new Error(`${where} was trained on other inputs than these: train the model again.`);
  }
  const scales = {
    means: numbersAt(means, `${where}.means`, LEVEL_SERIES.length),
    deviations: numbersAt(deviations, `${where}.deviations`, LEVEL_SERIES.length),
  };
  if (scales.deviations.some((value) => value <= 0)) throw new Error(`${where}.deviations must be above 0.`);
  const temperature = parseTemperatures(temperatures, `${where}.temperatures`);
  const network = parseCausalNetwork(layers, NETWORK_INPUT_NAMES.length, NETWORK_OUTPUT_COUNT, where);
  if (network.reach > KEPT_STEPS)
    throw new Error(`${where} looks back ${network.reach} steps, but ${KEPT_STEPS} are kept.`);
  const runs = new NetworkRuns(network, scales);
  return (window) => {
    const scores = runs.scoresAt(window);
    const [mouth, holding, contact] = NETWORK_OUTPUTS.map(({ question, from, classes }) => {
      const own = [...scores.subarray(from, from + classes.length)];
      const probabilities = softmax(own, temperature[question]);
      return Object.fromEntries(classes.map((name, index) => [name, probabilities[index] ?? 0]));
    }) as [Record<MouthName, number>, Record<IntakeName, number>, Record<IntakeName, number>];
    return { mouth: isMouthKnown(window) ? mouth : null, holding, contact };
  };
}

type MouthName = (typeof MOUTH_CLASSES)[number];
type IntakeName = (typeof INTAKE_CLASSES)[number];

function parseTemperatures(json: unknown, where: string): Readonly<Record<Question, number>> {
  const given = objectAt(json, where);
  const read = (question: Question): number => {
    const temperature = numberAt(given[question], `${where}.${question}`);
    if (temperature <= 0) throw new Error(`${where}.${question} must be above 0.`);
    return temperature;
  };
  return { mouth: read('mouth'), holding: read('holding'), contact: read('contact') };
}

/** How far a network has gone along one window. */
interface WindowRun {
  readonly run: NetworkRun;
  readonly stepCount: number;
  readonly scores: Float32Array;
}

/** Runs a network along windows, each step once: what it computed for the steps before is kept with the window. */
class NetworkRuns {
  private readonly runs = new WeakMap<StepWindow, WindowRun>();

  constructor(
    private readonly network: CausalNetwork,
    private readonly scales: LevelScales,
  ) {}

  scoresAt(window: StepWindow): Float32Array {
    const before = this.runs.get(window);
    if (before?.stepCount === window.stepCount) return before.scores;
    const goesOn = before?.stepCount === window.stepCount - 1 && window.length > 1;
    const run = goesOn ? before.run : this.network.start();
    let scores: Float32Array = new Float32Array(NETWORK_OUTPUT_COUNT);
    for (let ago = goesOn ? 0 : window.length - 1; ago >= 0; ago -= 1) scores = run.next(this.inputsAt(window, ago));
    this.runs.set(window, { run, stepCount: window.stepCount, scores });
    return scores;
  }

  private inputsAt(window: StepWindow, ago: number): Float32Array {
    const at =
      (stepsAgo: number) =>
      (series: Series): number =>
        window.at(series, stepsAgo);
    return Float32Array.from(networkInputs(at(ago), at(ago + 1), this.scales));
  }
}
