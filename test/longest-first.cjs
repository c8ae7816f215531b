const { basename } = require('node:path');
const { default: Sequencer } = require('@jest/test-sequencer');

/**
 * Tests that take more than a minute each. In a fresh clone Jest does not know yet, and would keep one of them for the end, when
 * nothing is left to run beside it.
 */
const LONGEST = [
  'looks.spec.ts',
  'killed-journal.spec.ts',
  'leaving.spec.ts',
  'twelve-tiles.spec.ts',
  'lobby.spec.ts',
  'screen-share.spec.ts',
];

/** Begins with the longest tests, so that several workers end at about the same time. */
module.exports = class LongestFirst extends Sequencer {
  /**
   * @override
   * @param {Parameters<Sequencer['sort']>[0]} tests
   */
  async sort(tests) {
    /** @param {(typeof tests)[number]} test */
    const rank = ({ path }) => LONGEST.indexOf(basename(path));
    const sorted = await super.sort(tests);
    const long = sorted.filter((test) => rank(test) >= 0).sort((one, other) => rank(one) - rank(other));
    return [...long, ...sorted.filter((test) => rank(test) < 0)];
  }
};
