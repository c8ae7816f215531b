/** The variables that `vite` and `vite preview` read; each is described in .env.example. */
export const webVariables = ['WEB_PORT', 'WEB_HOST', 'API_URL', 'WEB_CONNECT_SOURCES'] as const;

/** Where the page is served and where its requests to `/api` go. */
export interface WebEnvironment {
  /** Port to listen on. */
  readonly WEB_PORT: number;
  /** Address to listen on. */
  readonly WEB_HOST: string;
  /** The api, for the proxy. */
  readonly API_URL: string;
  /** What the page may connect to besides its own origin, as `connect-src` takes them. */
  readonly WEB_CONNECT_SOURCES: readonly string[];
}

/** OpenVidu and ai-workers on this machine, whatever their ports. */
const LOCAL_SOURCES =
  'http://localhost:* https://localhost:* ws://localhost:* wss://localhost:* http://127.0.0.1:* ws://127.0.0.1:*';

/** A source that a policy can hold without becoming another policy. */
const SOURCE = /^(?:https?|wss?):\/\/[\w.*:[\]-]+$/;

/**
 * Reads and checks the variables.
 * @param variables usually `process.env`; an empty string counts as not set
 * @throws Error with one sentence per fault
 */
export function readWebEnvironment(variables: Readonly<Record<string, string | undefined>>): WebEnvironment {
  const given = (name: (typeof webVariables)[number], fallback: string): string =>
    variables[name] === undefined || variables[name] === '' ? fallback : variables[name];
  const environment: WebEnvironment = {
    WEB_PORT: Number(given('WEB_PORT', '8080')),
    WEB_HOST: given('WEB_HOST', '127.0.0.1'),
    API_URL: given('API_URL', 'http://localhost:5000'),
    WEB_CONNECT_SOURCES: given('WEB_CONNECT_SOURCES', LOCAL_SOURCES).trim().split(/\s+/),
  };
  const faults = [
    ...(isPort(environment.WEB_PORT) ? [] : ['WEB_PORT must be a whole number from 0 to 65535']),
    ...(isHttpUrl(environment.API_URL) ? [] : ['API_URL must be an http or https address']),
    ...(environment.WEB_CONNECT_SOURCES.every((source) => SOURCE.test(source))
      ? []
      : ['WEB_CONNECT_SOURCES must be origins such as wss://meals.example, separated by spaces']),
  ];
  if (faults.length === 0) return environment;
  throw new Error(
    `The configuration is not usable: ${faults.join('; ')}. Every variable is described in .env.example.`,
  );
}

function isPort(value: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= 65_535;
}

function isHttpUrl(value: string): boolean {
  return URL.canParse(value) && /^https?:$/.test(new URL(value).protocol);
}
