import { readWebEnvironment, webVariables } from './web-environment';

describe('readWebEnvironment()', () => {
  it('has a default for every variable', () => {
    expect(readWebEnvironment({})).toMatchObject({
      WEB_PORT: 8080,
      WEB_HOST: '127.0.0.1',
      API_URL: 'http://localhost:5000',
    });
    expect(Object.keys(readWebEnvironment({})).sort()).toEqual([...webVariables].sort());
  });

  it('takes what is set and treats an empty string as not set', () => {
    const variables = { WEB_PORT: '4803', WEB_HOST: '', API_URL: 'https://api.example' };
    expect(readWebEnvironment(variables)).toMatchObject({
      WEB_PORT: 4803,
      WEB_HOST: '127.0.0.1',
      API_URL: 'https://api.example',
    });
  });

  it.each(["wss://a.example; script-src 'unsafe-inline'", 'x', "'unsafe-inline'", '*'])(
    'does not let %p change the policy',
    (source) => {
      expect(() => readWebEnvironment({ WEB_CONNECT_SOURCES: source })).toThrow('WEB_CONNECT_SOURCES');
    },
  );

  it('names every fault at once', () => {
    const read = (): unknown => readWebEnvironment({ WEB_PORT: 'eighty', API_URL: 'localhost:5000' });
    expect(read).toThrow(/WEB_PORT must be .*; API_URL must be /);
  });
});
