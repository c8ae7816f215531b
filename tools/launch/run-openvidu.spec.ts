import { BUILD_STEPS } from './build-steps.mjs';
import { stepsFor } from './run-openvidu.mjs';

describe('stepsFor', () => {
  it('takes a step and all that it stands on, in their order, and nothing else', () => {
    const names = stepsFor(BUILD_STEPS, 'apps/openvidu-embedded').map(({ name }) => name);
    expect(names).toEqual(['libs/shared', 'libs/server', 'apps/openvidu-embedded']);
  });

  it('takes nothing where there is no such step', () => {
    expect(stepsFor(BUILD_STEPS, 'apps/nothing')).toEqual([]);
  });
});
