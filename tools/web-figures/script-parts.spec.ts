import { countOrigins } from './script-parts';

describe('countOrigins()', () => {
  it('gives every character to the package or the folder of ours that it comes from', () => {
    const payload = {
      file: 'index.js',
      version: 3,
      sources: ['../../../node_modules/@scope/name/lib/a.js', '../../src/views/b.tsx'],
      sourcesContent: [],
      names: [],
      // Column 0: a.js; column 4: b.tsx; column 6: nobody's; the second line: a.js again.
      mappings: 'AAAA,ICAA,E;ADAA',
      sourceRoot: '',
    };
    expect(countOrigins('abcdefghi\nxy', payload, '/repository/apps/web/dist/assets')).toEqual([
      { origin: '@scope/name', bytes: 6 },
      { origin: 'the build itself', bytes: 3 },
      { origin: 'apps/web/src/views', bytes: 2 },
    ]);
  });
});
