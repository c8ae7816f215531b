import util from 'node:util';
import { restoreRemovedNodeFunctions } from './backend-removed-node-functions';

describe('restoreRemovedNodeFunctions', () => {
  const functions = util as unknown as Record<string, ((value: unknown) => boolean) | undefined>;
  const NAMES = ['isArray', 'isNullOrUndefined'];
  const before = NAMES.map((name) => functions[name]);

  afterEach(() => NAMES.forEach((name, index) => (functions[name] = before[index])));

  it('gives back what newer versions of Node have removed', () => {
    for (const name of NAMES) functions[name] = undefined;
    restoreRemovedNodeFunctions();
    expect([[], {}, undefined].map((value) => functions.isArray!(value))).toEqual([true, false, false]);
    expect([null, undefined, 0].map((value) => functions.isNullOrUndefined!(value))).toEqual([true, true, false]);
  });

  it('leaves what is there', () => {
    const own = (): boolean => true;
    functions.isArray = own;
    restoreRemovedNodeFunctions();
    expect(functions.isArray).toBe(own);
  });
});
