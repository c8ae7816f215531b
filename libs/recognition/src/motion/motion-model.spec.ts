import { HEADS, type HeadName } from './models/trained-heads';
import { MODEL_FORMAT, parseMotionModel, RULES } from './motion-model';

const head = (name: HeadName): Record<string, unknown> => {
  const { features, classes } = HEADS[name];
  const zeros = features.map(() => 0);
  const classifier = {
    ...{ kind: 'logistic', means: zeros, deviations: features.map(() => 1), biases: classes.map(() => 0) },
    weights: classes.map(() => zeros),
  };
  return { features, classes, temperature: 1, classifier };
};

const heads = { mouth: head('mouth'), holding: head('holding'), contact: head('contact') };
const MODEL = { format: MODEL_FORMAT, name: 'boosted', version: '3', contactThreshold: 0.4, heads };

describe('parseMotionModel()', () => {
  it('reads a model as it comes out of a file', () => {
    const model = parseMotionModel(JSON.parse(JSON.stringify(MODEL)));
    expect(model).toMatchObject({ name: 'boosted', version: '3' });
    expect(model.learnt?.contactThreshold).toBe(0.4);
  });

  it.each([
    [null, 'The motion model must be an object.'],
    [[], 'The motion model must be an object.'],
    [{ ...MODEL, name: '' }, 'name must be a text.'],
    [{ ...MODEL, version: 3 }, 'version must be a text.'],
    [{ ...MODEL, format: 99 }, 'The motion model boosted@3 is not of format 2: train it again.'],
    [{ ...MODEL, contactThreshold: 1.2 }, 'contactThreshold must lie between 0 and 1.'],
    [{ ...MODEL, heads: undefined }, 'heads must be an object.'],
    [{ ...MODEL, heads: { ...heads, mouth: undefined } }, 'heads.mouth must be an object.'],
    [
      { ...MODEL, heads: { ...heads, contact: { ...heads.contact, features: ['shoe size'] } } },
      'heads.contact was trained on other features than these: train the model again.',
    ],
    [
      { ...MODEL, heads: { ...heads, mouth: { ...heads.mouth, temperature: 0 } } },
      'heads.mouth.temperature must be above 0.',
    ],
    [
      { ...MODEL, heads: { ...heads, mouth: { ...heads.mouth, classifier: { kind: 'oracle' } } } },
      'heads.mouth.classifier has an unknown kind.',
    ],
  ])('refuses what it cannot use and says why (%#)', (json, message) => {
    expect(() => parseMotionModel(json)).toThrow(message);
  });
});

describe('RULES', () => {
  it('are known by name and version, and have learnt nothing', () => {
    expect(RULES).toEqual({ name: 'rules', version: '2', learnt: null });
  });
});
