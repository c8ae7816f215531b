import { readAdvisories } from './advisories.mjs';
import { lockfileFaults } from './lockfile-faults.mjs';
import { manifestFaults } from './manifest-faults.mjs';

const GOOD = { version: '1.0.0', integrity: 'sha512-x', license: 'MIT' };

function faultsOf(entry: object, name = 'left-pad'): string[] {
  return lockfileFaults({ [`node_modules/${name}`]: { ...GOOD, ...entry } });
}

describe('the audit of the lockfile', () => {
  it('finds nothing wrong with a package that has a checksum, a known licence and no program to run', () => {
    expect(faultsOf({})).toEqual([]);
    expect(faultsOf({ link: true, integrity: undefined })).toEqual([]);
    // Under the checksum of the package around it.
    expect(faultsOf({ inBundle: true, integrity: undefined })).toEqual([]);
  });

  it.each([
    ['no checksum', { integrity: undefined }, 'checksum'],
    ['a checksum that can be forged', { integrity: 'sha1-x' }, 'checksum'],
    ['a repository for its origin', { resolved: 'git+ssh://git@host.example/x.git#abc' }, 'registry'],
    ['a stray archive for its origin', { resolved: 'http://host.example/x.tgz' }, 'registry'],
    ['a program that runs when it is installed', { hasInstallScript: true }, 'runs a program'],
    ['a licence that obliges us', { license: 'AGPL-3.0' }, 'AGPL-3.0'],
    ['one such licence of two', { license: '(MIT AND GPL-3.0)' }, 'GPL-3.0'],
    ['no licence', { license: undefined }, 'no licence'],
  ])('refuses a package with %s', (_what, entry, sentence) => {
    expect(faultsOf(entry)).toEqual([expect.stringContaining(sentence)]);
  });

  it('looks at packages within packages too', () => {
    expect(lockfileFaults({ 'node_modules/a/node_modules/b': { ...GOOD, integrity: undefined } })).toHaveLength(1);
  });

  it('does not mind the licence of what is not passed on', () => {
    expect(faultsOf({ dev: true, license: 'MPL-2.0' })).toEqual([]);
  });
});

describe('the audit of our package.json files', () => {
  it.each(['^1.0.0', '~1.0.0', '*', 'latest', '1.x', 'file:../x', 'git+https://host.example/x'])(
    'refuses %s for a version',
    (version) => {
      const manifest = { dependencies: { a: version, b: '1.0.0' } };
      expect(manifestFaults([{ path: 'p', manifest }])).toEqual([expect.stringContaining(`a ${version}`)]);
    },
  );
});

describe('the advisories', () => {
  it.each([null, '', 'not json', '{"error":{"code":"E405"}}'])(
    'could not be asked for where the answer is %p',
    (report) => {
      expect(readAdvisories(report)).toMatchObject({
        vulnerable: false,
        text: expect.stringContaining('could not be asked'),
      });
    },
  );

  it('fail where one is high or critical', () => {
    const report = (high: number, critical: number) =>
      readAdvisories(JSON.stringify({ metadata: { vulnerabilities: { low: 3, high, critical } } })).vulnerable;
    expect([report(0, 0), report(1, 0), report(0, 1)]).toEqual([false, true, true]);
  });
});
