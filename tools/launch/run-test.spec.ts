import { availableParallelism } from 'node:os';
import { jestRuns } from './run-test.mjs';

describe('jestRuns', () => {
  it('runs the units first, then what needs little of the machine, two at a time, and then the other end-to-end tests, one after the other', () => {
    expect(jestRuns([])).toEqual([
      ['--passWithNoTests', `--maxWorkers=${Math.ceil(1.5 * availableParallelism())}`, '--selectProjects', 'unit'],
      ['--passWithNoTests', '--maxWorkers=2', '--selectProjects', 'side-by-side'],
      ['--passWithNoTests', '--runInBand', '--selectProjects', 'end-to-end'],
    ]);
  });

  it('hands filters and options on, in front of the selection', () => {
    for (const run of jestRuns(['apps/api', '--verbose'])) {
      expect(run.slice(0, 2)).toEqual(['apps/api', '--verbose']);
      expect(run.at(-2)).toBe('--selectProjects');
    }
  });

  it.each([['--selectProjects', 'unit'], ['--selectProjects=unit']])('leaves a selection as it is: %s', (...given) => {
    expect(jestRuns(given)).toEqual([given]);
  });
});
