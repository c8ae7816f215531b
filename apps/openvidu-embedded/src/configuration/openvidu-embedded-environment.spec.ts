import { readEnvironment } from '@bapsang/server';
import { OpenviduEmbeddedEnvironment } from './openvidu-embedded-environment';

const read = (variables: Record<string, string>): Readonly<OpenviduEmbeddedEnvironment> =>
  readEnvironment(OpenviduEmbeddedEnvironment, variables);

describe('OpenviduEmbeddedEnvironment', () => {
  it('needs nothing but the secret', () => {
    expect({ ...read({ OPENVIDU_SECRET: 'MY_SECRET' }) }).toEqual({
      LOG_LEVEL: 'info',
      OPENVIDU_PORT: 4443,
      OPENVIDU_HOST: '127.0.0.1',
      OPENVIDU_SECRET: 'MY_SECRET',
      OPENVIDU_MEDIA_ADDRESS: '127.0.0.1',
    });
  });

  it.each([
    ['OPENVIDU_SECRET', ''],
    ['OPENVIDU_PORT', '70000'],
    ['OPENVIDU_PUBLIC_URL', 'localhost:4443'],
    ['OPENVIDU_MEDIA_ADDRESS', 'localhost'],
  ])('names a wrong %s', (name, value) => {
    expect(() => read({ OPENVIDU_SECRET: 'MY_SECRET', [name]: value })).toThrow(name);
  });
});
