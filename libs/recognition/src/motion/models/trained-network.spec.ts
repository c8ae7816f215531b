import { film, biteAt, chewing } from '../synthetic-meal.spec-support';
import { StepWindow } from '../steps/step-window';
import { TAPS } from './causal-network';
import { LEVEL_SERIES, NETWORK_INPUT_NAMES } from './network-inputs';
import type { StepJudgement } from './step-judgement';
import { NETWORK_OUTPUT_COUNT, parseNetwork } from './trained-network';

const WIDTH = 5;

/** Weights that say something about everything, without being learnt. */
const weights = (count: number): number[] => Array.from({ length: count }, (_, index) => Math.sin(index * 7.3) * 0.3);

const layer = (inputs: number, dilation: number): Record<string, unknown> => ({
  ...{ dilation, weights: weights(TAPS * inputs * WIDTH), biases: weights(WIDTH) },
});

const NETWORK = {
  inputs: NETWORK_INPUT_NAMES,
  means: LEVEL_SERIES.map(() => 0.2),
  deviations: LEVEL_SERIES.map(() => 0.3),
  temperatures: { mouth: 1, holding: 1.2, contact: 0.9 },
  layers: [layer(NETWORK_INPUT_NAMES.length, 1), layer(WIDTH, 2), layer(WIDTH, 8)],
  output: { weights: weights(WIDTH * NETWORK_OUTPUT_COUNT), biases: weights(NETWORK_OUTPUT_COUNT) },
};

const FRAMES = [
  ...film(biteAt(2000, 900), { durationMs: 9000 }),
  ...film(chewing(1.5), { durationMs: 9000, startsAt: 9000 }),
];

describe('parseNetwork()', () => {
  it('judges each step by all steps that it looks back to, whether it saw the window grow or sees it for the first time', () => {
    const watching = parseNetwork(NETWORK);
    const window = new StepWindow();
    const compare = (step: StepJudgement): void => {
      const fresh = parseNetwork(NETWORK)(window);
      expect(step.mouth === null).toBe(fresh.mouth === null);
      for (const [name, probability] of Object.entries(fresh.contact)) {
        expect(step.contact[name as keyof StepJudgement['contact']]).toBeCloseTo(probability, 5);
      }
    };
    FRAMES.forEach((frame, index) => {
      if (index === 100) window.clear();
      window.add(frame, () => compare(watching(window)));
    });
  });

  it('tells what is seen of the mouth only where enough of a face was seen', () => {
    const judge = parseNetwork(NETWORK);
    const window = new StepWindow();
    const mouths: boolean[] = [];
    for (const frame of FRAMES.slice(0, 20)) window.add(frame, () => mouths.push(judge(window).mouth !== null));
    expect(mouths[2]).toBe(false);
    expect(mouths.at(-1)).toBe(true);
  });

  it.each([
    [{ inputs: ['shoe size'] }, 'network was trained on other inputs than these: train the model again.'],
    [{ deviations: LEVEL_SERIES.map(() => 0) }, 'network.deviations must be above 0.'],
    [{ temperatures: { mouth: 1, holding: 1, contact: 0 } }, 'network.temperatures.contact must be above 0.'],
    [{ layers: [layer(NETWORK_INPUT_NAMES.length, 40)] }, 'network looks back 81 steps, but 52 are kept.'],
    [{ output: {} }, 'network.output.weights must be a list.'],
  ])('refuses what it cannot use and says why (%#)', (fault, message) => {
    expect(() => parseNetwork({ ...NETWORK, ...fault })).toThrow(message);
  });
});
