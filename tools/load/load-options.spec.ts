import { readLoadOptions } from './load-options';

describe('readLoadOptions()', () => {
  it('needs nothing', () => {
    expect(readLoadOptions([])).toEqual({
      apiUrl: 'http://localhost:5000',
      participants: 10,
      perMeal: 4,
      seconds: 60,
      framesPerSecond: 8,
      arrivals: 5,
      window: 5,
      frames: undefined,
      allowRemote: false,
    });
  });

  it('takes what is given', () => {
    const given = ['--api', 'http://127.0.0.1:1', '--participants', '60', '--per-meal', '6', '--allow-remote'];
    expect(readLoadOptions(given)).toMatchObject({ participants: 60, perMeal: 6, allowRemote: true });
  });

  it('answers a call for help', () => {
    expect(readLoadOptions(['--help'])).toBeUndefined();
  });

  it.each([
    ['--participants', '0'],
    ['--participants', '1001'],
    ['--participants', 'many'],
    ['--per-meal', '13'],
    ['--seconds', '3601'],
    ['--frames-per-second', '31'],
  ])('refuses %s %s, naming the option and its bounds', (option, value) => {
    expect(() => readLoadOptions([option, value])).toThrow(`${option} must be a number from`);
  });

  it('refuses what it does not know', () => {
    expect(() => readLoadOptions(['--forever'])).toThrow('--forever');
  });
});
