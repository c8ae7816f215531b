import { skippedByReason } from './skipped-tests';

describe('skippedByReason()', () => {
  it('groups skipped tests by the reason in their titles or in those around them', () => {
    const assertionResults = [
      { fullName: 'a meal begins', status: 'passed' },
      { fullName: 'a meal ends (skipped: nobody is full)', status: 'pending' },
      { fullName: 'a meal, outside (skipped: it rains) begins', status: 'pending' },
      { fullName: 'a meal, outside (skipped: it rains) ends', status: 'pending' },
      { fullName: 'a meal goes on', status: 'pending' },
    ];
    expect([...skippedByReason({ testResults: [{ assertionResults }, { assertionResults: [] }] })]).toEqual([
      ['nobody is full', ['a meal ends']],
      ['it rains', ['a meal, outside begins', 'a meal, outside ends']],
      ['no reason given', ['a meal goes on']],
    ]);
  });
});
