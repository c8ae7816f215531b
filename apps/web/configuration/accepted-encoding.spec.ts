import { acceptedForms } from './accepted-encoding';

describe('acceptedForms()', () => {
  it.each([
    ['gzip, deflate, br, zstd', ['br', 'gzip']],
    ['gzip', ['gzip']],
    ['BR;q=0.5, gzip;q=1.0', ['br', 'gzip']],
    ['br;q=0, gzip', ['gzip']],
    ['br ; q=0.000, gzip;q=0', []],
    ['*', ['br', 'gzip']],
    ['identity', []],
    ['brotli', []],
    [undefined, []],
  ])('of %s', (header, encodings) => {
    expect(acceptedForms(header).map(({ encoding }) => encoding)).toEqual(encodings);
  });
});
