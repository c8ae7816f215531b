import { parseArgs } from 'node:util';

/** The deployment that is to be tested. */
export interface ConformanceArguments {
  /** Origin of REST and WebSocket. */
  readonly url: string;
  /** The password of the REST user OPENVIDUAPP. */
  readonly secret: string;
}

const USAGE =
  'Usage: npm run conformance -- http://host:4443 --secret SECRET (or OPENVIDU_URL and OPENVIDU_SECRET in the environment)';

/**
 * Reads what is to be tested; the command line goes before the environment.
 * @throws Error with the usage where something is missing or is no http(s) address
 */
export function readConformanceArguments(
  given: readonly string[],
  variables: Readonly<Record<string, string | undefined>>,
): ConformanceArguments {
  const { values, positionals } = parseArgs({
    args: [...given],
    options: { secret: { type: 'string' } },
    allowPositionals: true,
  });
  const url = positionals[0] ?? variables.OPENVIDU_URL;
  const secret = values.secret ?? variables.OPENVIDU_SECRET;
  if (!url || !secret || positionals.length > 1) throw new Error(USAGE);
  if (!/^https?:\/\//.test(url) || !URL.canParse(url)) throw new Error(`${url} is no http(s) address. ${USAGE}`);
  return { url: new URL(url).origin, secret };
}
