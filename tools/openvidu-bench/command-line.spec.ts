import { readCommandLine } from './command-line';

describe('readCommandLine()', () => {
  it('measures 2, 4, 6 and 8 participants where nothing else is asked for', () => {
    const options = readCommandLine([]);
    expect(options).toMatchObject({ mode: 'participants', participants: [2, 4, 6, 8], speed: 1, json: false });
    expect(options.servers).toEqual([expect.stringMatching(/apps\/openvidu-embedded\/dist\/main\.js$/)]);
  });

  it('compares the build before with the one after', () => {
    const options = readCommandLine(['--compare', 'before.js', '--server', 'after.js', '--rounds', '5']);
    expect(options).toMatchObject({
      mode: 'compare',
      servers: ['before.js', 'after.js'],
      rounds: 5,
      participants: [4],
    });
  });

  it('refuses numbers that are none and options that do not exist', () => {
    expect(() => readCommandLine(['--participants', '2,x'])).toThrow(RangeError);
    expect(() => readCommandLine(['--speed', '0'])).toThrow(RangeError);
    expect(() => readCommandLine(['--fast'])).toThrow('--fast');
  });
});
