/** The variables that `vite` and `vite preview` read; each is described in .env.example. */
export const webVariables = ['WEB_PORT', 'WEB_HOST', 'API_URL'] as const;

/** Where the page is served and where its requests to `/api` go. */
export interface WebEnvironment {
  /** Port to listen on. */
  readonly WEB_PORT: number;
  /** Address to listen on. */
  readonly WEB_HOST: string;
  /** The api, for the proxy. */
  readonly API_URL: string;
}

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
  };
  const faults = [
    ...(isPort(environment.WEB_PORT) ? [] : ['WEB_PORT must be a whole number from 0 to 65535']),
    ...(isHttpUrl(environment.API_URL) ? [] : ['API_URL must be an http or https address']),
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
