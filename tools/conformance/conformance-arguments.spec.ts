import { readConformanceArguments } from './conformance-arguments';

describe('readConformanceArguments()', () => {
  it('prefers the command line to the environment', () => {
    const variables = { OPENVIDU_URL: 'http://elsewhere:4443', OPENVIDU_SECRET: 'other' };
    expect(readConformanceArguments(['https://host:4443/', '--secret', 'MY_SECRET'], variables)).toEqual({
      url: 'https://host:4443',
      secret: 'MY_SECRET',
    });
    expect(readConformanceArguments([], variables)).toEqual({ url: 'http://elsewhere:4443', secret: 'other' });
  });

  it.each([
    [[], {}],
    [['http://host:4443'], {}],
    [['http://host:4443', 'http://other:4443'], { OPENVIDU_SECRET: 'x' }],
    [['host:4443'], { OPENVIDU_SECRET: 'x' }],
    [['http://'], { OPENVIDU_SECRET: 'x' }],
  ])('says how it is used when given %j and %j', (given, variables) => {
    expect(() => readConformanceArguments(given, variables)).toThrow('npm run conformance');
  });
});
