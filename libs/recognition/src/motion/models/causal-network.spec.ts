import fc from 'fast-check';
import { parseCausalNetwork, type CausalNetwork } from './causal-network';

/** One input, one unit a layer: weights of the step itself, one tap before, two taps before. */
const layer = (dilation: number, weights: readonly number[], bias = 0): Record<string, unknown> => ({
  ...{ dilation, weights, biases: [bias] },
});
const PASS = { weights: [1], biases: [0] };

const networkOf = (...layers: Record<string, unknown>[]): CausalNetwork =>
  parseCausalNetwork({ layers, output: PASS }, 1, 1, 'it');

const run = (network: CausalNetwork, values: readonly number[]): number => {
  const steps = network.start();
  return values.map((value) => steps.next(Float32Array.of(value))[0]!).at(-1)!;
};

describe('a causal network', () => {
  it('weighs a step and two before it, as far apart as its dilation', () => {
    const network = networkOf(layer(2, [1, 10, 100]));
    expect(run(network, [3, 0, 2, 0, 1])).toBe(321);
    expect(network.reach).toBe(5);
  });

  it('adds what a later layer sees to what went in, and lets nothing below 0 through', () => {
    expect(run(networkOf(layer(1, [1, 0, 0]), layer(1, [-1, 3, 0])), [2, 1])).toBe(1 + 5);
    expect(run(networkOf(layer(1, [1, 0, 0]), layer(1, [-5, 3, 0])), [1, 2])).toBe(2);
  });

  it('takes what was before the first step for nothing', () => {
    expect(run(networkOf(layer(1, [1, 1, 1], 0.5), layer(1, [0, 1, 0])), [4])).toBe(4.5);
  });

  it('does not look back further than it says', () => {
    const network = networkOf(layer(1, [0.5, 0.3, 0.2]), layer(2, [0.1, 0.2, 0.3]), layer(4, [0.3, 0.2, 0.1]));
    expect(network.reach).toBe(15);
    const anySteps = fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: 15, maxLength: 30 });
    fc.assert(
      fc.property(anySteps, (steps) => {
        expect(run(network, steps)).toBeCloseTo(run(network, steps.slice(-15)), 5);
      }),
    );
  });

  it.each([
    [{ layers: [] }, 'it.layers has 0 layers.'],
    [{ layers: [layer(0, [1, 1, 1])] }, 'it.layers[0].dilation must be a whole number from 1 to 64, not 0.'],
    [{ layers: [layer(1, [1, 1])] }, 'it.layers[0].weights must have 3 items, not 2.'],
    [
      { layers: [layer(1, [1, 1, 1]), { ...layer(1, [1, 1, 1]), biases: [0, 0] }] },
      'it.layers[1].biases must have 1 items, not 2.',
    ],
    [{ output: { weights: [1, 2], biases: [0] } }, 'it.output.weights must have 1 items, not 2.'],
    [{ output: undefined }, 'it.output must be an object.'],
  ])('refuses %p', (fault, message) => {
    const json = { layers: [layer(1, [1, 1, 1])], output: PASS, ...fault };
    expect(() => parseCausalNetwork(json, 1, 1, 'it')).toThrow(message);
  });
});
