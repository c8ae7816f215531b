import { missingVariables } from './compose-environment.mjs';

const PRODUCTION = { publicUrl: 'https://meals.example/', openviduUrl: 'https://openvidu.example' };

describe('missingVariables', () => {
  it('makes every secret at random, and the addresses of development', () => {
    const [one, other] = [missingVariables({}, {}), missingVariables({}, {})];
    expect(one).toMatchObject({
      COMPOSE_PROFILES: 'development',
      BAPSANG_PUBLIC_URL: 'http://localhost:8080',
      BAPSANG_OPENVIDU_URL: 'http://openvidu:4443',
    });
    const secrets = Object.keys(one).filter((name) => /SECRET|PASSWORD/.test(name));
    expect(secrets).toHaveLength(8);
    for (const name of secrets) {
      expect(one[name]).toMatch(/^[\w-]{43}$/);
      expect(one[name]).not.toBe(other[name]);
    }
  });

  it('keeps what is there', () => {
    const kept = missingVariables({}, {});
    expect(missingVariables(kept, {})).toEqual({});
    expect(missingVariables({ API_SECRET: 'mine', BAPSANG_PORT: '9000' }, {})).not.toHaveProperty('API_SECRET');
    expect(missingVariables({ BAPSANG_PORT: '9000' }, {}).BAPSANG_PUBLIC_URL).toBe('http://localhost:9000');
  });

  it('lets the page of a production dial its OpenVidu', () => {
    expect(missingVariables({}, PRODUCTION)).toMatchObject({
      COMPOSE_PROFILES: 'production',
      BAPSANG_PUBLIC_URL: 'https://meals.example',
      BAPSANG_OPENVIDU_URL: 'https://openvidu.example',
      BAPSANG_CONNECT_SOURCES: 'wss://openvidu.example',
    });
  });

  it.each([
    [{ publicUrl: 'https://meals.example' }, '--openvidu-url'],
    [{ ...PRODUCTION, publicUrl: 'http://meals.example' }, '--public-url'],
    [{ ...PRODUCTION, publicUrl: 'meals.example' }, '--public-url'],
    [{ ...PRODUCTION, openviduUrl: 'https://openvidu.example/openvidu' }, '--openvidu-url'],
  ])('refuses %j', (deployment, option) => {
    expect(() => missingVariables({}, deployment)).toThrow(option);
  });
});
